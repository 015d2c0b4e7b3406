"""Hostile size and shape: bounded time and memory, diagnostics, nothing outside the folder."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterpoint.cli import group

INTERVIEW = "research/interviews/2026-03-02-finance.md"
SECONDS = 60
"""Of processor time, after which the system ends a process; quadratic time would need hours."""
BYTES = 3_000_000_000
COMMAND = (sys.executable, "-c", "from counterpoint.cli import main; main()")
MANY = 20_000

BODIES: Mapping[str, str] = {
    "links never closed": "[a](" * 50_000,
    "links in links": "[" * 50_000 + "a" + "](b)" * 50_000,
    "brackets": "[" * 100_000,
    "bracket pairs": "[]" * 100_000,
    "images in images": "![" * 50_000,
    "emphasis never closed": "*a " * 100_000,
    "emphasis of many sorts": "**a *a _a __a " * 25_000,
    "emphasis inside emphasis": "*" * 50_000 + "a" + "*" * 50_000,
    "delimiters": "a**b" + "c* " * 50_000,
    "code spans": "".join("`" * length + " " for length in range(1, 800)),
    "angle brackets": "<" * 100_000,
    "comments": "<!--" * 50_000,
    "processing instructions": "<?" * 50_000,
    "declarations": "<!A " * 50_000,
    "data sections": "<![CDATA[" * 30_000,
    "addresses": "<http://a" * 30_000,
    "entities": "&" * 100_000 + "&#1234567;" * 20_000 + "&amp" * 20_000,
    "escapes": "\\" * 200_000,
    "quotations": ">" * 50_000 + "a",
    "nested lists": "\n".join("  " * depth + "- a" for depth in range(2_000)),
    "lists on a line": "- " * 50_000 + "a",
    "numbers": "1. " * 30_000,
    "headings": "# a\n" * MANY,
    "headings of one name": "# same name\n\n" * MANY,
    "underlines": "a\n" * MANY + "===",
    "rules": "* " * 100_000,
    "definitions": "".join(f"[{number}]: /{number}\n" for number in range(MANY)),
    "definitions never closed": "[a\n" * MANY + "[b]: <" * 10_000,
    "references": "[a]: /b\n\n" + "[a]" * 100_000,
    "columns": "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n" + "|a" * 20_000,
    "rows": "|a|b|\n|-|-|\n" + "|\n" * MANY,
    "small tables that stand for huge ones": (
        "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + "|\n" * 300 + "\n"
    )
    * 800,
    "pipes": "|" * 100_000 + "\n" + "|-" * 50_000,
    "fences": "```\n" * MANY,
    "tabs": "\t" * 200_000,
    "blanks": " " * 1_000_000 + "a",
    "empty lines": "\n" * 1_000_000,
    "one long line": "words and words " * 120_000,
    "returns": "a\r" * 200_000,
    "labels": "".join(f"**Name{number}** a\n\n" for number in range(MANY)),
    "labels without end": "**" + "a " * 100_000,
    "labels with commas": "**" + "a, " * 50_000 + "**",
    "turns": "**Dana** a\n\n" * MANY,
    "turns in a paragraph": "**Dana** a\n" * MANY,
    "combining marks": "a" + "\u0301" * 200_000,
    "right to left": "\u202e\u2067" * 50_000,
    "quotes": '- "' * 30_000,
    "quotes over lines": '- "a\n' * MANY,
    "quotations of gaps": '**Dana** a\n\n- "' + "… " * 30_000 + '" #audit-trail',
    "quotation of many gaps found": "**Dana** "
    + "ab " * 100_000
    + '\n\n- "'
    + "ab … " * 100_000
    + '" #x',
    "quotations of brackets": '**Dana** a\n\n- "' + "[a] b " * 20_000 + '" #audit-trail',
    "quotation of everything": "**Dana** " + "ab " * 60_000 + '\n\n- "' + "ab " * 60_000 + '" #x',
    "ambiguous quotation": "**Dana** " + "aa " * 60_000 + '\n\n- "aa … aa … aa" #audit-trail',
    "many tags": "**Dana** a\n\n- #audit-trail " + "#t" * 30_000,
    "many themes": "**Dana** a\n\n- " + " ".join(f"#theme-{n}x" for n in range(10_000)),
    "many attributes": '**Dana** a\n\n- "a" #audit-trail ' + "+for " * MANY,
    "wrong attributes": '**Dana** a\n\n- "a" #audit-trail '
    + " ".join(f"+zz{n}" for n in range(5_000)),
    "items": "**Dana** The words.\n\n" + '- "The words" #audit-trail\n' * MANY,
    "items with ids": "**Dana** The words.\n\n"
    + "".join(f'- "The words" #audit-trail ^i{n}\n' for n in range(MANY)),
    "items not found": "**Dana** The words.\n\n"
    + "".join(f'- "no such words {n}" #audit-trail\n' for n in range(2_000)),
    "wrong links": "".join(f"[a](gone-{n}.md) " for n in range(MANY)),
    "wrong images": "".join(f"![a](gone-{n}.png) " for n in range(5_000)),
    "mails": "a@" * 50_000 + "a.b" * 30_000,
    "digits": "1 " * 200_000,
    "telephones": "+1 212 555 0100 " * 20_000,
    "dots": "1.1.1." * 50_000,
    "colons": "a:" * 100_000,
}

FRONTS: Mapping[str, str] = {
    "aliases of YAML": "a: &a [x,x]\n"
    + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
    ),
    "depth of lists": f"title: {'[' * 20_000}",
    "depth of mappings": f"title: {'{a: ' * 10_000}",
    "block depth": "\n".join(" " * depth + "a:" for depth in range(2_000)),
    "many keys": "".join(f"key{n}: 1\n" for n in range(5_000)),
    "one key": "title: a\n" * 5_000,
    "many participants": "participants:\n" + "- {id: p1, side: user}\n" * 2_500,
    "commas": f"asked: [{',' * 50_000}]",
    "many names": f"asked: [{', '.join(f'n{n}' for n in range(9_000))}]",
    "long text": f"title: {'a' * 60_000}",
    "tags of YAML": "title: !!python/object/apply:os.system ['touch pwned']",
    "documents": "title: a\n--- \n" * 2_000,
    "large number": f"retain_until: {'9' * 50_000}",
    "year of nobody": "date: 99999-01-01",
    "merge keys": "<<: {a: b}\n" * 1_000,
    "quotes never closed": 'title: "' + "a\n" * 20_000,
    "escapes": 'title: "' + "\\x00" * 10_000 + '"',
    "complex keys": "? [a, b]\n: c\n" * 2_000,
}


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, which the system ends if it takes too much."""
    return subprocess.run(
        [*COMMAND, *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_limited,
    )


def within_bounds(done: subprocess.CompletedProcess[str]) -> None:
    """Fail where a command was ended by the system, or met a bug."""
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert "this is a bug" not in done.stderr


@pytest.mark.slow
def test_bodies_are_read_in_bounded_time(small: Path) -> None:
    """Of every shape, all in one study."""
    text = (small / INTERVIEW).read_text()
    front = text[: text.index("## The last audit")]
    for number, body in enumerate(BODIES.values()):
        (small / f"research/interviews/shape-{number}.md").write_text(front + body + "\n")
        (small / f"research/themes/shape-{number}.md").write_text(f"---\ntitle: A\n---\n{body}\n")
    within_bounds(run(small, "check"))


@pytest.mark.slow
def test_pages_by_hand_are_read_in_bounded_time(small: Path) -> None:
    """They go through another reader of Markdown."""
    for number, body in enumerate(BODIES.values()):
        (small / f"docs/shape-{number}.md").write_text(f"# Shape\n\n{body[:100_000]}\n")
    within_bounds(run(small, "check"))


@pytest.mark.slow
@pytest.mark.parametrize("nested", ["1. " * 5_000, "*" * 5_000 + "a" + "*" * 5_000])
def test_a_page_by_hand_that_is_nested_too_deep_is_named(small: Path, nested: str) -> None:
    """MkDocs cannot render it; the build says which page it is."""
    (small / "docs/deep.md").write_text(f"# Deep\n\n{nested}\n")
    done = CliRunner().invoke(group, ["build", "-C", str(small)])
    assert done.exit_code == 1
    assert "docs/deep.md:1:1: CP130" in done.output


def test_front_matter_is_read_in_bounded_time(small: Path) -> None:
    """Bombs, depth, length, tags; each is a diagnostic, and nothing is made from it."""
    for number, front in enumerate(FRONTS.values()):
        for folder in ("interviews", "themes", "personas", "decisions", "outcomes"):
            path = small / f"research/{folder}/shape-{number}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"---\n{front}\n---\n\nText.\n")
        (small / f"docs/shape-{number}.md").write_text(f"---\n{front}\n---\n\n# Text\n")
    done = run(small, "check")
    within_bounds(done)
    assert done.returncode == 1
    assert not list(small.rglob("pwned"))
    for number in range(len(FRONTS)):
        assert f"research/interviews/shape-{number}.md:" in done.stdout


@pytest.mark.slow
def test_ten_thousand_themes_are_no_trouble(small: Path) -> None:
    """Nor is a codebook of one name in many spellings."""
    for number in range(10_000):
        file = small / f"research/themes/theme-{number}-of-many.md"
        file.write_text(f"---\ntitle: Theme {number}\n---\n")
    text = (small / INTERVIEW).read_text()
    tags = " ".join(f"#theme-{number}-off-many" for number in range(500))
    (small / INTERVIEW).write_text(text.replace("#fewer-steps ^", f"#fewer-steps {tags} ^"))
    within_bounds(run(small, "check"))


def check(root: Path) -> Result:
    """Check a repository in this process."""
    return CliRunner().invoke(group, ["check", "-C", str(root)])


@pytest.mark.parametrize(
    "name",
    [
        "a\u202eb",
        "con",
        "NUL",
        "aux.x",
        "lpt1",
        "index",
        "Index",
        "аudit",
        "a b",
        "a--b",
        "-a",
        "a\nb",
        "a\x1b[2Jb",
        "a'b",
        'a"b',
        "a<b>",
        "a%2e%2e",
        "a" * 200,
        "a.md",
        "quote\u2044",
        "é",
        "e\u0301",
    ],
)
def test_names_that_are_no_ids_are_refused(small: Path, name: str) -> None:
    """Reserved, confusable, right to left, with blanks or signs: an error at the file."""
    (small / f"research/themes/{name}.md").write_text("---\ntitle: A\n---\n")
    result = check(small)
    assert result.exit_code == 1
    assert "CP107" in result.stdout
    assert not set("\x1b\u202e") & set(result.stdout)


def test_names_that_differ_in_case_only_are_refused(small: Path) -> None:
    """Some disks take them for one."""
    (small / "research/themes/Audit-Trail.md").write_text("---\ntitle: A\n---\n")
    assert check(small).exit_code == 1


def test_links_out_of_the_repository_are_neither_read_nor_followed(
    small: Path, tmp_path: Path
) -> None:
    """Files, folders, dangling ones and circles; images too."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntitle: Outsidesecret\n---\nOutsidesecret\n")
    (outside / "secret.png").write_bytes(b"outsidesecret")
    (small / "research/themes/linked.md").symlink_to(outside / "secret.md")
    (small / "research/themes/dangling.md").symlink_to(outside / "nothing.md")
    (small / "research/linked").symlink_to(outside)
    (small / "docs/circle").symlink_to(small / "docs")
    (small / "docs/linked.png").symlink_to(outside / "secret.png")
    os.mkfifo(small / "docs/pipe.md")
    result = check(small)
    assert result.exit_code == 1
    assert result.stdout.count("CP102") == 5
    assert "utsidesecret" not in result.stdout
    assert CliRunner().invoke(group, ["build", "-C", str(small)]).exit_code == 1
    assert not (small / "build/site").exists()


@pytest.mark.parametrize(
    "address",
    ["../../../../etc/passwd", "/../../etc/passwd", "..%2f..%2fetc/passwd", "/etc/passwd", "~/x"],
)
def test_paths_that_lead_out_are_refused(small: Path, address: str) -> None:
    """In links and images, in interviews and in pages by hand."""
    file = small / "research/themes/audit-trail.md"
    file.write_text(f"{file.read_text()}\n[a]({address}) ![b]({address}.png)\n")
    page = small / "docs/roadmap/audit-log.md"
    page.write_text(f"{page.read_text()}\n[a]({address}) ![b]({address}.png)\n")
    result = check(small)
    assert result.exit_code == 1
    assert result.stdout.count("CP2") >= 4
    assert "root:" not in result.stdout


@pytest.mark.parametrize("key", ["custom_dir", "docs_dir", "site_dir", "hooks", "extra_css", "nav"])
@pytest.mark.parametrize("value", ["..", "/tmp", "../../outside"])  # noqa: S108
def test_settings_lead_nowhere_else(small: Path, tmp_path: Path, key: str, value: str) -> None:
    """What `mkdocs.yml` names outside the repository is neither read nor written."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "main.html").write_text("outsidesecret")
    before = {file: file.stat().st_mtime_ns for file in tmp_path.glob("*")}
    is_list = key in ("hooks", "extra_css", "nav")
    written = f"[{value}/main.html]" if is_list else value
    line = (
        f"theme: {{name: material, custom_dir: {written}}}"
        if key == "custom_dir"
        else (f"{key}: {written}")
    )
    (small / "mkdocs.yml").write_text(f"site_name: A\n{line}\n")
    result = CliRunner().invoke(group, ["build", "-C", str(small)])
    assert {file: file.stat().st_mtime_ns for file in tmp_path.glob("*") if file != small} == {
        file: when for file, when in before.items() if file != small
    }
    for file in (small / "build").rglob("*.html"):
        assert "outsidesecret" not in file.read_text(errors="ignore")
    assert "Traceback" not in result.output

"""A new repository is complete, sound, and says so by every tool that reads it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from counterpoint.cli import group
from counterpoint.config import Config
from counterpoint.model import Audience
from counterpoint.scaffold.repository import new_repository
from counterpoint.scaffold.schemas import schemas
from counterpoint.study import load, today
from git_repositories import GitRepository, started

ROOT = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
NEEDED = "COUNTERPOINT_NEEDS_LINTERS"
"""Set, a linter that is missing is a failure."""


def init(*words: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(group, ["init", *map(str, words)])


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    """Return a new repository under git."""
    assert init(tmp_path / "our-research").exit_code == 0
    return started(tmp_path / "our-research")


def linter(name: str) -> Path:
    """Return a linter of the environment; skip, or fail where it must be there."""
    found = BIN / name
    if not found.exists():
        message = f"{name} is missing: install the dev dependencies"
        if os.environ.get(NEEDED):
            pytest.fail(message)
        pytest.skip(message)
    return found


def test_it_is_sound_but_for_the_interviews(repository: GitRepository) -> None:
    """Nothing else is left to be said."""
    loaded = load(repository.root, today=today())
    assert [one.rule.code for one in loaded.diagnostics] == ["CP101"]
    assert set(loaded.study.guides) == {"buyer-discovery", "user-discovery"}
    assert {one.side for one in loaded.study.personas.values()} == {"buyer", "user"}
    assert loaded.study.config.title == "Our research"


def test_guides_ask_for_the_role_first(repository: GitRepository) -> None:
    """A buyer may be a user too."""
    study = load(repository.root, today=today(), audience=Audience.RESTRICTED).study
    for guide in study.guides.values():
        first, *_ = guide.body.headings
        assert first.text == (
            "Are you the one who decided to buy, the one who uses it every day, or both?"
        )


def test_a_first_interview_passes_strictly(repository: GitRepository) -> None:
    """With the guide and a persona that are there."""
    words = ["--no-ask", "--title", "First", "--guide", "user-discovery", "--persona", "daily-user"]
    result = CliRunner().invoke(group, ["new", "-C", str(repository.root), "interview", *words])
    assert result.exit_code == 0
    result = CliRunner().invoke(group, ["check", "-C", str(repository.root), "--strict"])
    assert result.exit_code == 0, result.output


def test_a_folder_that_holds_files_is_left_alone(tmp_path: Path) -> None:
    """What would be written is listed; `--missing` adds, and overwrites nothing."""
    (tmp_path / "README.md").write_text("mine")
    result = init(tmp_path)
    assert result.exit_code == 1
    assert "README.md  (is there already)" in result.stdout
    assert "  research/guides/buyer-discovery.md\n" in result.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["README.md"]
    assert init("--missing", tmp_path).exit_code == 0
    assert (tmp_path / "README.md").read_text() == "mine"
    assert (tmp_path / "research/research.yml").is_file()


def test_a_repository_without_files_counts_as_empty(tmp_path: Path) -> None:
    """Somebody cloned what they had just made on the host."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert init(tmp_path).exit_code == 0


@pytest.mark.parametrize("title", ["Plain", 'A: "quoted" # title', "Größe & Maß"])
def test_any_title_will_do(title: str) -> None:
    """YAML reads it back."""
    made = new_repository(title)
    assert yaml.safe_load(made["mkdocs.yml"])["site_name"] == title
    assert yaml.safe_load(made["research/research.yml"])["title"] == title
    assert made["README.md"].startswith(f"# {title}\n")
    assert not [path for path, text in made.items() if "__TITLE__" in text]


def test_every_file_can_be_read_by_what_reads_it() -> None:
    """YAML and JSON; VS Code's snippets too."""
    for path, text in new_repository("x").items():
        if path.endswith((".yml", ".yaml")):
            yaml.safe_load(text)
        elif path.endswith((".json", ".code-snippets")):
            json.loads(text)


def test_schemas_fit_the_sample_study() -> None:
    """What `check` accepts, an editor accepts."""
    made = {name: json.loads(text) for name, text in schemas(Config()).items()}
    kinds = ("interview", "theme", "persona", "account", "decision", "outcome", "guide")
    seen = 0
    for kind in kinds:
        schema = made[f"{kind}.schema.json"]
        jsonschema.Draft202012Validator.check_schema(schema)
        for file in (ROOT / "research" / f"{kind}s").rglob("*.md"):
            front = yaml.load(file.read_text().split("---\n")[1], Loader=_Plain)  # noqa: S506
            jsonschema.validate(front, schema)
            seen += 1
    assert seen > 50


def test_schemas_find_what_check_finds() -> None:
    """A key that means nothing, a word that is not allowed, a key that is missing."""
    schema = json.loads(schemas(Config())["interview.schema.json"])
    good = {
        "title": "x",
        "date": "2026-03-02",
        "participants": [{"id": "p1", "side": "user", "persona": "rep"}],
        "consent": {"status": "granted", "audience": "internal"},
    }
    jsonschema.validate(good, schema)
    person = {"id": "p1", "side": "seller"}
    for bad in ({"titel": "x"}, {"method": "chat"}, {"participants": [person]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**good, **bad}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"title": "x"}, schema)


class _Plain(yaml.SafeLoader):
    """Reads dates as the text that they are."""


_Plain.yaml_implicit_resolvers = {
    key: [one for one in found if one[0] != "tag:yaml.org,2002:timestamp"]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_workflows_are_sound(repository: GitRepository) -> None:
    """By actionlint."""
    files = sorted(map(str, (repository.root / ".github/workflows").glob("*.yml")))
    assert len(files) == 3
    done = subprocess.run(
        [linter("actionlint"), *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_workflows_give_a_fork_nothing(repository: GitRepository) -> None:
    """By zizmor, and its strictest rules."""
    done = subprocess.run(
        [linter("zizmor"), "--offline", "--no-progress", "--persona", "pedantic", "."],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def workflows(repository: GitRepository) -> dict[str, Any]:
    """Return the workflows by name."""
    folder = repository.root / ".github/workflows"
    return {file.stem: yaml.safe_load(file.read_text()) for file in folder.glob("*.yml")}


def test_only_named_jobs_can_write_and_they_run_nothing_of_a_fork(
    repository: GitRepository,
) -> None:
    """Whoever can write checks nothing out of a pull request; all of the past is fetched."""
    found = workflows(repository)
    for workflow in found.values():
        assert workflow["permissions"] == {}
        assert "pull_request_target" not in workflow[True]
        assert "workflow_run" not in workflow[True]
    comment = found["check"]["jobs"]["comment"]
    assert comment["permissions"] == {"pull-requests": "write"}
    assert not [step for step in comment["steps"] if "checkout" in step.get("uses", "")]
    assert "head.repo.full_name == github.repository" in comment["if"]
    assert found["check"]["jobs"]["check"]["permissions"] == {"contents": "read"}
    for workflow in found.values():
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                if "actions/checkout" in step.get("uses", ""):
                    assert step["with"] == {"fetch-depth": 0, "persist-credentials": False}
                assert "${{" not in step.get("run", "")


def step(job: dict[str, Any], name: str) -> str:
    """Return a step's script."""
    return str(next(one["run"] for one in job["steps"] if one.get("name") == name))


def run_script(root: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does, with `counterpoint` of this environment."""
    surroundings = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(root.parent),
        "SOURCE_DATE_EPOCH": "1780000000",
        **variables,
    }
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=root,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_checks_scripts_run(repository: GitRepository, tmp_path: Path) -> None:
    """On a pull request with an interview: annotations, a summary, a comparison."""
    job = workflows(repository)["check"]["jobs"]["check"]
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD")
    repository.git("switch", "-q", "-c", "work")
    text = (ROOT / "tests/publish/small/research/interviews/2026-03-09-rep.md").read_text()
    text = text.replace("sales-rep", "daily-user").replace("#fewer-steps", "#Fewer_Steps +obsrved")
    repository.write("research/interviews/2026-03-09-rep.md", text)
    repository.commit()
    page, output = tmp_path / "summary.md", tmp_path / "output"
    page.touch()
    variables = {"GITHUB_STEP_SUMMARY": str(page), "GITHUB_OUTPUT": str(output), "BASE": "main"}
    checked = run_script(repository.root, step(job, "Say what is wrong"), **variables)
    assert checked.returncode == 1
    assert "::error file=research/interviews/2026-03-09-rep.md,line=" in checked.stdout
    compared = run_script(repository.root, step(job, "Say what this changes"), **variables)
    assert compared.returncode == 0, compared.stderr
    assert "compared=true" in output.read_text()
    assert "Adds 1 interview" in page.read_text()
    assert "### counterpoint check" in page.read_text()


GH = """#!/bin/bash
echo "gh $*" >> "$CALLS"
if [[ "$*" == *--paginate* ]]; then printf '%s' "$EXISTING"; fi
"""


@pytest.fixture
def gh(tmp_path: Path) -> dict[str, str]:
    """Return variables under which `gh` only writes down what it was called with."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "gh").write_text(GH)
    (folder / "gh").chmod(0o755)
    calls = tmp_path / "calls"
    calls.touch()
    path = f"{folder}{os.pathsep}{BIN}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "CALLS": str(calls), "GITHUB_REPOSITORY": "a/b", "NUMBER": "7"}


@pytest.mark.parametrize(("existing", "method"), [("", "POST"), ("41", "PATCH")])
def test_one_comment_is_kept_up_to_date(
    repository: GitRepository, gh: dict[str, str], existing: str, method: str
) -> None:
    """The first time posted, afterwards written anew."""
    job = workflows(repository)["check"]["jobs"]["comment"]
    (repository.root / "diff.md").write_text("x")
    script = step(job, "Post it, or write it anew")
    done = run_script(repository.root, script, **gh, EXISTING=existing)
    assert done.returncode == 0, done.stderr
    last = Path(gh["CALLS"]).read_text().splitlines()[-1]
    assert f"--method {method}" in last
    assert ("comments/41" in last) == bool(existing)


def test_an_issue_becomes_a_branch_and_a_pull_request(
    repository: GitRepository, gh: dict[str, str], tmp_path: Path
) -> None:
    """With what `check` says of it; the issue's words are never run."""
    bare = tmp_path / "origin.git"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
    repository.git("remote", "add", "origin", str(bare))
    job = workflows(repository)["interview-from-issue"]["jobs"]["pull-request"]
    body = (
        "### Title\n\nA talk $(touch /tmp/owned) `x`\n\n### Date\n\n2026-03-12\n\n"
        "### Who asked\n\nMel\n\n### Who answered\n\nDana, user, daily-user\n\n"
        "### Consent\n\ngranted\n\n### Who may read it\n\ninternal\n\n"
        "### Transcript\n\n**Mel** Well?\n\n**Dana** Slow.\n"
    )
    output = tmp_path / "output"
    variables = {**gh, "BODY": body, "GITHUB_OUTPUT": str(output)}
    done = run_script(repository.root, step(job, "Write the interview"), **variables)
    assert done.returncode == 0, done.stderr
    file = output.read_text().strip().removeprefix("file=")
    assert re.fullmatch(r"research/interviews/2026-03-12-[a-z0-9-]+\.md", file)
    done = run_script(repository.root, step(job, "Open the pull request"), **gh, FILE=file)
    assert done.returncode == 0, done.stderr
    branch = "interview-from-issue-7"
    pushed = subprocess.run(
        ["git", "--git-dir", str(bare), "show", "--name-only", "--format=%s", branch],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert pushed.stdout.split("\n") == ["Add an interview (#7)", "", file, ""]
    text = (repository.root / "build/pull-request.md").read_text()
    assert text.startswith("From #7.")
    assert "no problems found" in text
    assert "gh pr create" in Path(gh["CALLS"]).read_text()


def test_an_issue_that_says_too_little_is_answered(
    repository: GitRepository, gh: dict[str, str], tmp_path: Path
) -> None:
    """In the issue, where its writer looks."""
    job = workflows(repository)["interview-from-issue"]["jobs"]["pull-request"]
    body = "### Title\n\nA talk\n\n### Date\n\nlast week\n\n### Transcript\n\nx\n"
    variables = {**gh, "BODY": body, "GITHUB_OUTPUT": str(tmp_path / "output")}
    done = run_script(repository.root, step(job, "Write the interview"), **variables)
    assert done.returncode == 1
    assert "gh issue comment 7" in Path(gh["CALLS"]).read_text()
    assert "write it as 2026-03-02" in (repository.root / "build/answer.md").read_text()


def test_gitlabs_scripts_run(repository: GitRepository, tmp_path: Path) -> None:
    """Fetching the target branch as it does."""
    found = yaml.safe_load((repository.root / ".gitlab-ci.yml").read_text())
    target = repository.clone(tmp_path / "clone")
    target.git("switch", "-q", "-c", "work")
    target.write("docs/page.md", "# Page\n")
    target.commit()
    script = [line for line in found["check"]["script"] if "pip install" not in line]
    assert len(script) == len(found["check"]["script"]) - 1
    script = [line for line in script if not line.startswith("counterpoint build")]
    done = run_script(target.root, "\n".join(script), CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    assert done.returncode == 0, done.stderr
    assert (
        json.loads((target.root / "build/codequality.json").read_text())[0]["severity"] == "minor"
    )
    assert "What this changes" in (target.root / "build/diff.md").read_text()


def test_nothing_names_a_registry() -> None:
    """Where packages come from is the reader's own setting."""
    address = re.compile(r"https?://[\w.-]*(pypi|pythonhosted|npmjs)\b")
    assert not [path for path, text in new_repository("x").items() if address.search(text)]

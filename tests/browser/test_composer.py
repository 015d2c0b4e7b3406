"""The composer: a transcript tagged by selecting words becomes a file that `check` agrees with."""

from __future__ import annotations

import datetime
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect

from browser.conftest import REPOSITORY, Site
from counterpoint.cli import group
from counterpoint.commands.live_server import LiveServer
from counterpoint.diagnostics import Diagnostic, Severity
from counterpoint.model import Evidence, Interview
from counterpoint.parse.quotation import stamp
from counterpoint.study import Loaded, load

pytestmark = pytest.mark.browser

TODAY = datetime.date(2026, 6, 1)
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "mismatches"
HOST = "https://github.com/example/mismatches"
SHOTS = REPOSITORY / "build" / "screenshots"
ITEM = re.compile(r'^- (?:["“]|#).*\n(?:  .*\n)*', re.MULTILINE)
SELECT = """([first, last]) => {
  const units = [...document.querySelectorAll("[data-cp-words]")];
  const holding = (words) => units.findIndex((one) => one.textContent.includes(words));
  while (holding(first) < 0) first = first.slice(0, -1);
  while (holding(last) < 0) last = last.slice(1);
  const begin = holding(first);
  const from = units[begin].textContent.indexOf(first);
  let end = begin;
  let at = units[end].textContent.indexOf(last, from);
  while (at < 0) at = units[++end].textContent.indexOf(last);
  const point = (unit, offset) => {
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (offset > node.length) { offset -= node.length; node = walker.nextNode(); }
    return [node, offset];
  };
  units[end].scrollIntoView({ block: "center" });
  const [a, i] = point(units[begin], from);
  const [b, j] = point(units[end], at + last.length);
  getSelection().setBaseAndExtent(a, i, b, j);
  units[end].dispatchEvent(new PointerEvent("pointerup", { bubbles: true, pointerType: "mouse" }));
}"""
"""Select from the first words to the last, as a mouse would."""

TRANSCRIPT = """\
Mel: What happens at the end of the month?

Dana: It is slow. It is slow because "nobody" owns it, and we export a * b to snake_case files.

Mel: Slow?

Dana: Yes. It took two days. We rebuilt the whole report by hand, and then
somebody asked "who changed the budget?" and nobody could say.

Dana: ROI: that is what my boss asks for. #do-ocracy, he says.
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real study; skip where it is not there."""
    if not CORPUS.is_dir():
        pytest.skip(f"the real study is missing: {CORPUS.name} in ../shared/corpus")
    root = tmp_path_factory.mktemp("mismatches")
    for name in ("research", "docs"):
        shutil.copytree(CORPUS / name, root / name)
    (root / "mkdocs.yml").write_text(f"site_name: Mismatches\nrepo_url: {HOST}\n")
    return root


@pytest.fixture(scope="module")
def real(study: Path) -> Iterator[Site]:
    """Return the real study's site, served."""
    result = CliRunner().invoke(group, ["build", "-C", str(study)])
    assert result.exit_code == 0, result.output
    server = LiveServer(study / "build" / "site", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(f"http://127.0.0.1:{server.port}/", study / "build" / "site")
    server.end()


@pytest.fixture
def composer(context: BrowserContext, real: Site) -> Iterator[Page]:
    """Return the composer of the real study's site; what it complains of fails the test."""
    real.complaints.clear()
    page = real.watch(context.new_page())
    open_composer(page, real)
    yield page
    assert real.complaints == []


def open_composer(page: Page, site: Site) -> None:
    """Open the page and wait for its script."""
    page.goto(f"{site.address}research/add/")
    page.wait_for_selector("[data-cp-composer=ready]")


def part(page: Page, name: str) -> Locator:
    """Return an element that the script knows by a name."""
    return page.locator(f"[data-cp-part='{name}']")


def open_file(page: Page, name: str, text: str) -> None:
    """Open a file as from the disk."""
    payload = FilePayload(name=name, mimeType="text/markdown", buffer=text.encode())
    part(page, "open").set_input_files(payload)
    expect(page.locator("[data-cp-panel=people]")).to_be_visible()


def paste(page: Page, text: str) -> None:
    """Paste a transcript and go on."""
    part(page, "source").fill(text)
    part(page, "read").click()


def card(page: Page, name: str) -> Locator:
    """Return the card of a speaker."""
    return page.locator(".cp-compose__person").filter(
        has=page.locator("legend span", has_text=re.compile(rf"^{re.escape(name)}$"))
    )


def fill_in(page: Page) -> None:
    """Say who speaks in the pasted transcript, and what the interview was."""
    card(page, "Mel").get_by_text("Interviewer").click()
    dana = card(page, "Dana")
    dana.get_by_text("Participant").click()
    dana.locator("[name=id]").fill("d77")
    dana.locator("[name=side]").select_option("downstream")
    dana.locator("[name=persona]").select_option("team-developer")
    page.locator("[name=title]").fill("The end of the month: a report")
    page.locator("[name=date]").fill("2026-05-04")
    page.locator("[name=status]").select_option("granted")
    page.locator("[name=audience]").select_option("internal")


def step(page: Page, name: str) -> None:
    """Go to a step."""
    page.locator(f"[data-cp-step={name}]").click()


def select(page: Page, first: str, last: str = "") -> None:
    """Select words of the transcript, from the first to the last."""
    page.evaluate(SELECT, [first, last or first])


def tag(page: Page, theme: str, first: str, last: str = "") -> str:
    """Tag words with a theme; return the quotation as it is written."""
    select(page, first, last)
    form = part(page, "form")
    expect(form).to_be_visible()
    quotation = form.locator("[name=words]").input_value()
    page.keyboard.type(theme)
    page.keyboard.press("Enter")
    part(page, "save").click()
    expect(form).to_be_hidden()
    return quotation


def finished(page: Page) -> str:
    """Return the finished file."""
    step(page, "file")
    return part(page, "preview").input_value()


def checked(root: Path, name: str, text: str) -> tuple[Interview | None, Sequence[Diagnostic]]:
    """Return a file of the study as the parser reads it, and what `check` says of it."""
    path = root / "research" / "interviews" / f"{name}.md"
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(text.encode())
    try:
        loaded: Loaded = load(root, today=TODAY)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
    found = [one for one in loaded.diagnostics if one.location.path.endswith(f"/{name}.md")]
    return loaded.study.interviews.get(name), found


def interview_of(root: Path, name: str, text: str) -> Interview:
    """Return a file of the study in which `check` finds nothing."""
    interview, found = checked(root, name, text)
    assert [f"{one.location.line}: {one.message}" for one in found] == []
    assert interview is not None
    return interview


def without_items(text: str) -> str:
    """Return an interview's file with its evidence taken out."""
    return re.sub(r"\n{3,}", "\n\n", ITEM.sub("", text))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["donald-1", "terri-1"])
def test_selecting_what_was_cited_gives_the_same_stamps(
    composer: Page, study: Path, name: str
) -> None:
    """A real transcript, every piece of evidence selected anew: `check` reads the same words."""
    text = (study / "research" / "interviews" / f"{name}.md").read_text(encoding="utf-8")
    original = interview_of(study, name, text)
    open_file(composer, f"{name}.md", without_items(text))
    step(composer, "evidence")
    for one in original.evidence:
        pieces = one.quote.split(" … ")
        tag(composer, one.themes[0], pieces[0][:30], pieces[-1][-30:])
    again = interview_of(study, name, finished(composer))
    assert len(again.evidence) == len(original.evidence)
    made = sorted(again.evidence, key=lambda one: one.quote)
    gaps = [one for one in original.evidence if " … " in one.quote or not one.has_quotation]
    stamps = {one.stamp for one in made}
    assert {one.stamp for one in original.evidence if one not in gaps} <= stamps
    assert all(any(_within(one, other) for other in made) for one in gaps)


def _within(one: Evidence, other: Evidence) -> bool:
    """Tell whether both stand on the same first and last words."""
    own, others = (re.sub(r"\W", "", quote) for quote in (one.quote, other.quote))
    return others.startswith(own[:9]) and others.endswith(own[-9:])


def test_a_pasted_transcript_becomes_a_file_without_findings(composer: Page, study: Path) -> None:
    """Quotation marks, markup, repeated words, gaps over questions: each found as selected."""
    paste(composer, TRANSCRIPT)
    fill_in(composer)
    step(composer, "evidence")
    selections = {
        "It is slow because": "It is slow because",
        '"nobody" owns it, and we export a * b to snake_case files.': (
            '"nobody" owns it, and we export a * b to snake_case files.'
        ),
        'somebody asked "who changed the budget?"': 'somebody asked "who changed the budget?"',
        "ROI: that is what my boss asks for.": "ROI: that is what my boss asks for.",
    }
    quotes = []
    for words, quote in selections.items():
        assert tag(composer, "do-ocracy", words) == quote
        quotes.append(quote)
    # Of two places in one paragraph the one that was selected, made plain by what follows.
    assert tag(composer, "do-ocracy", "It is slow") == "It is slow."
    quotes.append("It is slow.")
    # Over somebody else's question.
    assert tag(composer, "do-ocracy", "files.", "Yes.") == "files. … Yes."
    quotes.append("files. … Yes.")
    interview = interview_of(study, "2026-05-04-team-developer", finished(composer))
    assert [one.stamp for one in interview.evidence] == [
        stamp(quote, "d77", "downstream") for quote in _in_the_order_of(interview, quotes)
    ]
    assert [turn.speaker for turn in interview.turns] == [
        "Mel", "Dana", "Mel", "Dana", "Dana"
    ]  # fmt: skip
    assert part(composer, "missing").inner_text().startswith("Nothing is missing")


def _in_the_order_of(interview: Interview, quotes: list[str]) -> list[str]:
    """Return the quotes in the order of an interview's evidence, every one of which is there."""
    found = [one.quote for one in interview.evidence]
    assert sorted(found) == sorted(quotes)
    return found


def test_a_long_selection_is_cited_by_its_first_and_last_words(composer: Page, study: Path) -> None:
    """More than 240 characters are shortened; what is stamped begins and ends as selected."""
    text = (study / "research" / "interviews" / "donald-1.md").read_text(encoding="utf-8")
    open_file(composer, "donald-1.md", without_items(text))
    step(composer, "evidence")
    quotation = tag(
        composer, "do-ocracy", "And part of that was because", "actually implementing things."
    )
    assert quotation == "And part of that was … the one actually implementing things."
    (item,) = interview_of(study, "donald-1", finished(composer)).evidence
    assert item.quote == quotation


def test_a_real_mouse_selects(composer: Page, study: Path) -> None:
    """Dragging over words opens the form; half a word is a whole one."""
    paste(composer, TRANSCRIPT)
    fill_in(composer)
    step(composer, "evidence")
    words = composer.locator("[data-cp-words]", has_text="It took two days")
    box = words.evaluate(
        """(node) => {
          const range = document.createRange();
          const at = node.textContent.indexOf("took");
          range.setStart(node.firstChild, at + 1);
          range.setEnd(node.firstChild, at + 11);
          const { left, right, top, height } = range.getBoundingClientRect();
          return [left, right, top + height / 2];
        }"""
    )
    composer.mouse.move(box[0], box[2])
    composer.mouse.down()
    composer.mouse.move(box[1], box[2], steps=5)
    composer.mouse.up()
    expect(part(composer, "form").locator("[name=words]")).to_have_value("took two days")
    assert study


def test_everything_by_keyboard(composer: Page, study: Path) -> None:
    """Arrows move between paragraphs, Enter opens one, shift and arrows choose its words."""
    paste(composer, TRANSCRIPT)
    fill_in(composer)
    step(composer, "evidence")
    composer.locator("[data-cp-tag][tabindex='0']").focus()
    composer.keyboard.press("ArrowDown")
    composer.keyboard.press("Enter")
    field = part(composer, "form").locator("[name=words]")
    expect(field).to_be_focused()
    for _ in range(5):
        composer.keyboard.press("ArrowRight")
    for _ in range(len("It took two days")):
        composer.keyboard.press("Shift+ArrowRight")
    composer.keyboard.press("Enter")
    expect(field).to_have_value("It took two days")
    composer.keyboard.type("whoever does")
    composer.keyboard.press("ArrowDown")
    composer.keyboard.press("Enter")
    for _ in range(20):
        composer.keyboard.press("Tab")
        if composer.evaluate("document.activeElement.dataset.cpPart") == "save":
            break
    composer.keyboard.press("Enter")
    expect(part(composer, "form")).to_be_hidden()
    expect(composer.locator("[data-cp-tag]:focus")).to_have_count(1)
    composer.keyboard.press("n")
    (item,) = interview_of(study, "2026-05-04-team-developer", finished(composer)).evidence
    assert item.quote == "It took two days"


def test_written_words_are_looked_up(composer: Page, study: Path) -> None:
    """A quotation may be typed, with a gap; what is not there is said at once."""
    paste(composer, TRANSCRIPT)
    fill_in(composer)
    step(composer, "evidence")
    select(composer, "It took two days")
    field = part(composer, "form").locator("[name=words]")
    field.fill("it took … by foot")
    expect(part(composer, "found")).to_contain_text("is not in the transcript above")
    field.fill("it took … by hand")
    expect(part(composer, "found")).to_have_text("Dana says this.")
    part(composer, "form").get_by_role("combobox", name="Theme").fill("do-oc")
    composer.keyboard.press("Enter")
    part(composer, "save").click()
    (item,) = interview_of(study, "2026-05-04-team-developer", finished(composer)).evidence
    assert item.quote == "It took … by hand"


def test_an_interviewers_words_are_refused(composer: Page) -> None:
    """The form stays shut, and the reason is said."""
    paste(composer, TRANSCRIPT)
    fill_in(composer)
    step(composer, "evidence")
    select(composer, "What happens at the end")
    expect(composer.locator(".cp-compose__toast")).to_contain_text("an interviewer: quote the answ")
    expect(part(composer, "form")).to_be_hidden()


def test_evidence_can_be_changed_and_taken_back(composer: Page, study: Path) -> None:
    """Changing keeps the id; undoing a removal brings it back."""
    paste(composer, TRANSCRIPT)
    fill_in(composer)
    step(composer, "evidence")
    tag(composer, "do-ocracy", "It took two days")
    composer.get_by_role("button", name="Change").click()
    form = part(composer, "form")
    form.get_by_text("Does not want this").click()
    form.locator("summary").click()
    form.locator("[name=note]").fill("# She sighed")
    part(composer, "save").click()
    text = finished(composer)
    assert '- "It took two days" #do-ocracy +against ^took-two-days\n  \\# She sighed\n' in text
    (item,) = interview_of(study, "2026-05-04-team-developer", text).evidence
    assert (item.stance.value, item.note.text) == ("against", "# She sighed")
    step(composer, "evidence")
    composer.get_by_role("button", name="Take back").click()
    expect(composer.locator(".cp-compose__card")).to_have_count(0)
    composer.get_by_role("button", name="Undo").click()
    assert finished(composer) == text


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_opened_file_stays_as_it_is(composer: Page, study: Path, ends: str) -> None:
    """Byte for byte but for what was put in; taken back, nothing of it is left."""
    path = study / "research" / "interviews" / "naomi-1.md"
    text = path.read_text(encoding="utf-8").replace("\n", ends)
    open_file(composer, "naomi-1.md", text)
    step(composer, "file")
    assert part(composer, "preview").evaluate("(one) => one.value") == text.replace("\r\n", "\n")
    step(composer, "evidence")
    words = composer.locator(".cp-compose__row.cp-is-first, .cp-compose__row.cp-is-second")
    first = words.locator("[data-cp-words]").filter(has_text=re.compile(r"^(\S+ ){8}")).first
    quote = " ".join(first.inner_text().split()[:6])
    tag(composer, "do-ocracy", quote)
    step(composer, "file")
    with composer.expect_download() as download:
        part(composer, "download").click()
    made = Path(download.value.path()).read_bytes().decode()
    written = re.escape(ends) + r'- "[^\r\n]*" #do-ocracy \^[a-z0-9-]+' + re.escape(ends)
    found = [one for one in re.finditer(written, made) if one[0].strip() not in text]
    assert len(found) == 1
    assert made[: found[0].start()] + made[found[0].end() :] == text


def test_a_draft_survives_a_reload_until_it_is_cleared(composer: Page, real: Site) -> None:
    """It is kept in this browser alone."""
    paste(composer, TRANSCRIPT)
    fill_in(composer)
    step(composer, "evidence")
    tag(composer, "do-ocracy", "It took two days")
    text = finished(composer)
    open_composer(composer, real)
    expect(part(composer, "saved")).to_have_text("Your draft is back.")
    assert part(composer, "preview").input_value() == text
    composer.on("dialog", lambda dialog: dialog.accept())
    part(composer, "clear").click()
    open_composer(composer, real)
    expect(part(composer, "source")).to_have_value("")
    assert "Dana" not in composer.evaluate("JSON.stringify(localStorage)")


def test_what_is_missing_is_what_check_misses(composer: Page, study: Path) -> None:
    """Every error of `check` is said beforehand, in the same words."""
    paste(composer, TRANSCRIPT.replace("Mel:", "Rob:"))
    card(composer, "Dana").get_by_text("Participant").click()
    card(composer, "Dana").locator("[name=id]").fill("")
    text = finished(composer)
    said = part(composer, "missing").inner_text()
    _, found = checked(study, "interview", text)
    errors = {one.message for one in found if one.severity is Severity.ERROR}
    assert errors
    for message in errors:
        assert message.split(" for ")[0] in said, message
    assert "`Rob` starts a turn, but nobody of that name is declared" in said
    composer.get_by_role("button", name=re.compile("`title` is missing")).click()
    expect(composer.locator("[name=title]")).to_be_focused()


def test_the_host_is_handed_the_file(composer: Page) -> None:
    """A short one in the address of its form for new files, a long one by its upload page."""
    paste(composer, TRANSCRIPT)
    fill_in(composer)
    text = finished(composer)
    href = part(composer, "host").get_attribute("href") or ""
    assert href.startswith(f"{HOST}/new/main?filename=research%2Finterviews%2F2026-05-04-team-dev")
    value = composer.evaluate("(one) => new URL(one).searchParams.get('value')", href)
    assert value == text
    step(composer, "transcript")
    paste(composer, TRANSCRIPT + "\nDana: and so on\n" * 400)
    step(composer, "file")
    assert part(composer, "host").get_attribute("href") == f"{HOST}/upload/main/research/interviews"


def test_a_proxys_words_need_whom_they_are_about(page: Page, site: Site) -> None:
    """The form asks, and `check` has nothing left to say."""
    root = site.folder.parents[1]
    open_composer(page, site)
    paste(page, TRANSCRIPT)
    fill_in_proxy(page)
    step(page, "evidence")
    select(page, "It took two days")
    expect(part(page, "form")).to_be_visible()
    page.keyboard.type("audit")
    page.keyboard.press("Enter")
    expect(part(page, "warning")).to_contain_text("d77 is a proxy: whom are these words about?")
    expect(part(page, "basis")).to_be_hidden()
    part(page, "about-whom").get_by_text("Users").click()
    part(page, "save").click()
    (item,) = interview_of(root, "2026-05-04-the-end-of-the-month", finished(page)).evidence
    assert (item.about, item.basis.value) == ("user", "secondhand")


def fill_in_proxy(page: Page) -> None:
    """Make Dana a proxy in the sample study."""
    card(page, "Mel").get_by_text("Interviewer").click()
    card(page, "Dana").get_by_text("Participant").click()
    card(page, "Dana").locator("[name=id]").fill("d77")
    card(page, "Dana").locator("[name=side]").select_option("proxy")
    page.locator("[name=title]").fill("The end of the month")
    page.locator("[name=date]").fill("2026-05-04")
    page.locator("[name=status]").select_option("granted")
    page.locator("[name=audience]").select_option("internal")


CAPTIONS = {
    "call.vtt": (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nMel: How was it?\n\n"
        "2\n00:00:04.000 --> 00:00:06.000\nDana: Slow &amp; dull,\n\n"
        "3\n00:00:06.500 --> 00:00:09.000\nas ever.\n"
    ),
    "teams.vtt": (
        "\ufeffWEBVTT\n\nabc/1-0\n00:00:01.000 --> 00:00:03.000\n<v Mel>How was it?</v>\n\n"
        "abc/1-1\n00:00:04.000 --> 00:00:06.000\n<v Dana>Slow &amp; dull,\n\n"
        "abc/1-2\n00:00:06.500 --> 00:00:09.000\n<v Dana>as ever.</v>\n"
    ),
    "call.srt": (
        "1\n00:00:01,000 --> 00:00:03,000\nMel: How was it?\n\n"
        "2\n00:00:04,000 --> 00:00:09,000\nDana: Slow & dull, as ever.\n"
    ),
    "otter.txt": "Mel  0:01\nHow was it?\n\nDana  0:04\nSlow & dull, as ever.\n",
    "notes.txt": "[00:01] Mel: How was it?\n[00:04] Dana: Slow & dull, as ever.\n",
}


@pytest.mark.parametrize("name", CAPTIONS)
def test_transcripts_as_recorders_write_them(composer: Page, name: str) -> None:
    """Speakers, times and whole turns are recognised."""
    open_file(composer, name, CAPTIONS[name])
    assert composer.locator(".cp-compose__person").count() == 2
    text = finished(composer)
    assert "**Mel** [00:00:01] How was it?\n\n**Dana** [00:00:04] Slow & dull, as ever." in text


def test_a_pseudonym_takes_the_place_of_a_name(composer: Page) -> None:
    """In the label, and on request wherever the words say the name."""
    paste(composer, TRANSCRIPT.replace("Slow?", "Slow, Dana?"))
    fill_in(composer)
    dana = card(composer, "Dana")
    dana.locator("[name=label]").fill("Ilse")
    dana.get_by_role("button", name="Also say “Ilse” for “Dana”").click()
    text = finished(composer)
    assert "Dana" not in text
    assert "**Mel** Slow, Ilse?" in text


def test_what_is_no_text_is_refused(composer: Page) -> None:
    """A recording, or a document of Word, says what to do instead."""
    payload = FilePayload(name="a.docx", mimeType="application/x", buffer=b"PK\x03\x04\xff\xfe")
    part(composer, "open").set_input_files(payload)
    expect(part(composer, "notice")).to_contain_text("a.docx is not UTF-8 text")


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_is_fit_to_be_seen(browser: Browser, real: Site, scheme: str) -> None:
    """Nothing sticks out at any width, and axe finds nothing."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    open_composer(page, real)
    paste(page, TRANSCRIPT)
    fill_in(page)
    step(page, "evidence")
    tag(page, "do-ocracy", "It took two days")
    found: list[str] = []
    for name in ("transcript", "people", "evidence", "form", "file"):
        step(page, "evidence" if name == "form" else name)
        if name == "form":
            select(page, "by hand")
        page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
        found.extend(_findings(page, name))
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found.extend([f"{name} at {width}: {beyond} too wide"] if beyond > 0 else [])
            page.screenshot(path=SHOTS / f"composer-{name}-{width}-{scheme}.png")
    context.close()
    assert found == []


def _findings(page: Page, name: str) -> Iterator[str]:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    for violation in result.response["violations"]:
        yield f"{name}: {violation['id']} {violation['nodes'][0]['html'][:120]}"

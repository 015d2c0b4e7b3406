"""The tool server, driven by the official client."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from counterpoint.commands.serving_answers import FreshLibrary
from counterpoint.model import Audience
from test_canaries import CANARY, PATH, plant, traces
from transfer.studies_on_disk import ROOT

mcp = pytest.importorskip("mcp", reason="the mcp extra is not installed")


def ask(root: Path, questions: Callable[[Any], Awaitable[Any]]) -> Any:
    """Return what a client hears that talks to the server in another process."""
    start = "from counterpoint.cli import main; main()"
    arguments = ["-c", start, "mcp", "-C", str(root), "--site", "https://research.example"]

    async def talk() -> Any:
        command = mcp.StdioServerParameters(command=sys.executable, args=arguments)
        async with mcp.Client(command) as client:
            return await questions(client)

    # On a thread of its own: where browser tests ran before, this one has a loop running already.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(asyncio.wait_for(talk(), 60))).result()


def test_answers_carry_words_speaker_address_and_stamp() -> None:
    """So that an assistant quotes instead of inventing."""

    async def questions(client: Any) -> tuple[list[str], Any, Any, Any]:
        tools = await client.list_tools()
        found = await client.call_tool("search_evidence", {"words": "approval", "side": "buyer"})
        compared = await client.call_tool("what_both_sides_say", {"about": "reports are slow"})
        unknown = await client.call_tool("theme", {"name": "aproval-steps-x"})
        assert all(tool.annotations.read_only_hint for tool in tools.tools)
        return [tool.name for tool in tools.tools], found, compared, unknown

    names, found, compared, unknown = ask(ROOT, questions)
    assert set(names) >= {
        "search_evidence",
        "theme",
        "what_both_sides_say",
        "interview",
        "how_to_cite",
    }
    for quote in found.structured_content["evidence"]:
        assert quote["side"] in ("buyer", "both")
        assert quote["words"]
        assert quote["address"].startswith("https://research.example/research/interviews/")
        assert f"sha256:{quote['stamp']}" in quote["citation"] or not quote["citation"].count(
            "sha256"
        )
    sides = compared.structured_content["themes"][0]["sides"]
    assert {one["side"] for one in sides} == {"buyer", "user"}
    assert unknown.is_error
    assert "there is no theme" in unknown.content[0].text


def test_a_withdrawal_takes_effect_with_the_next_answer(small: Path) -> None:
    """Without the server being started anew."""
    library = FreshLibrary(small, Audience.INTERNAL, "")
    file = small / "research" / "interviews" / "2026-03-09-rep.md"
    key = file.stem
    assert key in library.current().study.interviews
    file.write_text(file.read_text("utf-8").replace("granted", "withdrawn"), "utf-8")
    assert key not in library.current().study.interviews


@pytest.mark.parametrize("reason", ["withdrawn", "restricted"])
def test_nothing_that_is_withheld_is_sent(small: Path, reason: str) -> None:
    """Whatever a client asks, by name or by words; what it asked itself apart."""
    plant(small, reason)
    file = PATH.rpartition("/")[2].removesuffix(".md")
    asked: list[tuple[str, dict[str, Any]]] = [
        ("list_themes", {}),
        ("how_to_cite", {}),
        *(("interview", {"id": one}) for one in (file, file[:-1], f"{CANARY}alias", "2026-04")),
        *(("theme", {"name": one}) for one in (f"{CANARY}-theme", "forms", "audit-trail")),
        *(("what_both_sides_say", {"about": one}) for one in ("forms", f"{CANARY}body")),
        *(("search_evidence", {"words": one, "most": 50}) for one in ("", "We failed", "is mine")),
        *(("search_evidence", {one: f"{CANARY}{one}"}) for one in ("account", "persona", "theme")),
        ("search_evidence", {"kind": "usability"}),
    ]

    async def questions(client: Any) -> list[str]:
        told = [repr(await client.list_tools()), repr(await client.list_resources())]
        for tool, words in asked:
            answer = repr(await client.call_tool(tool, words))
            for word in words.values():
                answer = answer.replace(str(word), "") if word else answer
            told.append(answer)
        return told

    told = ask(small, questions)
    assert "the forms" not in " ".join(told)
    assert list(traces("answers", " ".join(told).encode())) == []


def test_what_nobody_said_is_silence(small: Path) -> None:
    """No answer is made up for words that stand nowhere."""
    from counterpoint.transfer.export.records import Filter  # noqa: PLC0415

    library = FreshLibrary(small, Audience.INTERNAL, "").current()
    found = library.search("xylophones", Filter(sides=("nobody",)), 10)
    assert found.found == 0
    assert "silence" in found.hint

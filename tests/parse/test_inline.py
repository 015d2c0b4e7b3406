"""The text inside a block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.parse.inline import WITHOUT_LINKS, Inline, parsed, read_inline
from counterpoint.parse.items import theme_like

SIGNS = st.text("*_ab :[]#.\t\n\\&<!\xa0é\u0301", max_size=12)
LABELS = st.builds(lambda name, rest: f"**{name}**{rest}", SIGNS, SIGNS)


def shown(inline: Inline) -> object:
    """Return all that is asked of it."""
    return (
        [(one.type, one.tag, one.nesting, one.content) for one in inline.children],
        inline.text,
        [inline.line_start(number) for number in range(len(inline.breaks) + 1)],
        list(theme_like(inline.runs)),
    )


@given(st.one_of(SIGNS, LABELS, LABELS.map(lambda text: text.replace("*", "", 4))))
def test_plain_text_reads_as_the_parser_reads_it(text: str) -> None:
    """Behind a bold label too: what holds no other markup need not be parsed."""
    content = text.strip()
    assert shown(read_inline(content, 0, {})) == shown(parsed(content, 0, {}, WITHOUT_LINKS))

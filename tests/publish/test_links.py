"""Links of a page are found as a browser finds them."""

from __future__ import annotations

import pytest

from counterpoint.publish.links import anchors, is_internal, resolve, with_addresses


def test_addresses_and_names_are_found_in_tags_only() -> None:
    """Text that looks like an attribute is text, between tags and in other attributes."""
    page = (
        '<p id=a>say href="x" id="y"</p><a class="k" href=\'b?c&amp;d\' >t</a><img src=e><i/>'
        "<b title=\"say href=x id=y\" lang='a src=z'>"
    )
    found = anchors(page)
    assert found.addresses == {"b?c&d", "e"}
    assert found.names == {"a"}


def test_addresses_change_and_text_does_not() -> None:
    """Entities in an address are decoded before and encoded after."""
    changed = with_addresses('<a href="a&amp;b">href="a"</a>', lambda address: f"../{address}")
    assert changed == '<a href="../a&amp;b">href="a"</a>'


@pytest.mark.parametrize(
    ("folder", "address", "target"),
    [
        ("research/", "overlap/#x", "research/overlap/"),
        ("research/themes/x/", "../../", "research/"),
        ("research/", "../", ""),
        ("research/", "./", "research/"),
        ("research/", "#x", "research/"),
        ("", "a/b.png?v=1", "a/b.png"),
        ("research/", "/a/", "a/"),
        ("a/", "../../../b/", "b/"),
    ],
)
def test_addresses_resolve_from_a_page(folder: str, address: str, target: str) -> None:
    """As a browser does."""
    assert resolve(folder, address) == target


@pytest.mark.parametrize("address", ["https://x.org/", "mailto:a@b", "//x.org/a", "data:,x"])
def test_other_sites_are_not_checked(address: str) -> None:
    """An address with a scheme or a host leaves the site."""
    assert not is_internal(address)

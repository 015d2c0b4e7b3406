"""A few pages of a small study look as they did: small pictures compared, tolerantly."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import Site, serving

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
JUNE_2026 = "1780272000"
PAGES: tuple[tuple[str, int, Literal["light", "dark"]], ...] = (
    ("research/overlap/", 1280, "light"),
    ("research/themes/audit-trail/", 1280, "dark"),
    ("research/interviews/2026-03-09-rep/", 360, "light"),
)
SMALLER = 0.25
TALLEST = 1600
TOLERATED = 1.5
"""The mean difference of a channel, of 255: smoother letters stay below, shifted blocks do not."""
DIFFERENCE = """async ([one, other]) => {
  const pixels = async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [first, second] = [await pixels(one), await pixels(other)];
  if (first.width !== second.width || first.height !== second.height) return 255;
  let sum = 0;
  for (let at = 0; at < first.data.length; at++) sum += Math.abs(first.data[at] - second.data[at]);
  return sum / first.data.length;
}"""


@pytest.fixture(scope="module")
def of_june(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the site of a small study that does not grow, as of a day that does not pass."""
    root = tmp_path_factory.mktemp("look") / "small"
    shutil.copytree(HERE.parent / "publish" / "small", root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", JUNE_2026)
        yield from serving(root)


def taken(page: Page, address: str, width: int) -> bytes:
    """Return a small picture of the top of a page."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    return page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": TALLEST})


@pytest.mark.parametrize(("address", "width", "scheme"), PAGES)
def test_a_page_looks_as_it_did(  # noqa: PLR0913, PLR0917  (a page, a width, a scheme)
    browser: Browser,
    of_june: Site,
    address: str,
    width: int,
    scheme: Literal["light", "dark"],
    refresh: bool,  # noqa: FBT001  (a fixture)
) -> None:
    """Another layout or other colours are seen in review: write them with `--refresh`."""
    context = browser.new_context(
        viewport={"width": width, "height": TALLEST},
        color_scheme=scheme,
        device_scale_factor=SMALLER,
        reduced_motion="reduce",
    )
    page = context.new_page()
    now = taken(page, of_june.address + address, width)
    name = f"{address.strip('/').replace('/', '-')}-{width}-{scheme}.png"
    if refresh:
        EXPECTED.mkdir(exist_ok=True)
        (EXPECTED / name).write_bytes(now)
    pictures = [base64.b64encode(one).decode() for one in ((EXPECTED / name).read_bytes(), now)]
    page.goto("about:blank")
    difference = page.evaluate(DIFFERENCE, pictures)
    context.close()
    assert difference < TOLERATED

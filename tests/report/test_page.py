"""The page: one file, escaped, in order, for everybody."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from tests.report.plain import a_page
from troth.report.page import page_html

STYLE = Path(__file__).parents[2] / "src/troth/report/templates/style.css"


class Outline(HTMLParser):
    """Collects the tags of a page in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def test_no_text_of_a_playbook_becomes_markup() -> None:
    hostile = "</style></title><script>alert(1)</script><img src=//x onerror=a() '\">{{ 7777*7 }}"
    tags = Outline(page_html(a_page(hostile))).tags
    assert not [tag for tag, _ in tags if tag in {"script", "img", "iframe"}]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert "54439" not in page_html(a_page(hostile))


def test_it_asks_the_network_for_nothing() -> None:
    outline = Outline(page_html(a_page()))
    for attributes in outline.named("a", "link", "img", "script", "use", "image"):
        target = attributes.get("href") or attributes.get("src") or ""
        assert target.startswith(("#", "data:"))
    assert "url(" not in STYLE.read_text()
    assert "@import" not in STYLE.read_text()


def test_headings_descend_one_by_one_from_a_single_h1() -> None:
    levels = [int(tag[1]) for tag, _ in Outline(page_html(a_page())).tags if tag in HEADINGS]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def test_it_has_landmarks_and_tables_have_headers() -> None:
    outline = Outline(page_html(a_page()))
    assert len(outline.named("main")) == 1
    assert outline.named("nav")[0]["aria-label"]
    assert all(attributes.get("scope") for attributes in outline.named("th"))
    assert all(attributes.get("aria-label") for attributes in outline.named("svg"))


def test_every_link_leads_somewhere() -> None:
    outline = Outline(page_html(a_page()))
    ids = {attributes["id"] for _, attributes in outline.tags if "id" in attributes}
    targets = {(attributes["href"] or "")[1:] for attributes in outline.named("a")}
    assert targets <= ids


def test_ids_are_unique() -> None:
    ids = re.findall(r' id="([^"]+)"', page_html(a_page()))
    assert len(ids) == len(set(ids))


def test_a_page_without_findings_says_so() -> None:
    html = page_html(a_page(findings=(), rules=()))
    assert "Nothing was found" in html
    assert "rules-title" not in html


def scheme(number: int) -> dict[str, str]:
    """The tokens of the light scheme (0), or of the dark one (1)."""
    blocks = re.findall(r":root\{([^}]*)\}", STYLE.read_text())
    return dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", blocks[number]))


@pytest.mark.parametrize("number", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"), ("ink", "card"), ("soft", "paper"), ("soft", "card"),
        ("soft", "accent-soft"), ("soft", "broken-soft"), ("soft", "risk-soft"),
        ("soft", "wait-soft"), ("accent", "card"), ("accent", "accent-soft"),
        ("kept", "kept-soft"), ("risk", "risk-soft"), ("broken", "broken-soft"),
        ("wait", "wait-soft"), ("kept", "card"), ("risk", "card"), ("broken", "card"),
        ("wait", "card"), ("card", "accent"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(number: int, text: str, ground: str) -> None:
    """WCAG 2.2, success criterion 1.4.3, level AA: 4.5 to 1."""
    colours = scheme(number)
    assert contrast(colours[text], colours[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

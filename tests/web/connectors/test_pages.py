"""Every kind of connector has its page, and the page says what the code does."""

import re
from pathlib import Path

import pytest
import yaml

from troth_web.connectors.kinds import PROVIDERS
from troth_web.connectors.mapping import CaseMapping, NamedEvent, Rule, faults
from troth_web.connectors.models import KINDS

PAGES = Path(__file__).resolve().parents[3] / "docs/connectors"
#: Kinds whose page is called otherwise.
NAMES = {"slash": "slash-command"}


def page_of(kind: str) -> str:
    """The text of a kind's page."""
    return (PAGES / f"{NAMES.get(kind, kind)}.md").read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page(kind: str) -> None:
    """How to set it up, what is mapped, and what it cannot do."""
    page = page_of(kind)
    assert re.search(r"^1\. ", page, re.MULTILINE), "no steps"
    assert "| event | operation |" in page
    assert "## Limits" in page
    assert f"{NAMES.get(kind, kind)}.md" in (PAGES / "README.md").read_text()


@pytest.mark.parametrize("kind", PROVIDERS)
def test_a_page_shows_the_mapping_of_its_kind(kind: str) -> None:
    """Row for row, in order; and every event with its meaning."""
    page, provider = page_of(kind), PROVIDERS[kind]
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \| `([\w-]+)` \|", page, re.MULTILINE)
    assert rows == [(rule.event, rule.does, rule.metric) for rule in provider.default.rules]
    told = set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    made = {rule.event for rule in provider.default.rules}
    assert made | (set(provider.events) - {"begun-by-us", "on-hold", "cancelled"}) <= told | made


def test_every_key_of_a_mapping_is_explained() -> None:
    page = (PAGES / "README.md").read_text() + page_of("generic")
    for part in (Rule, NamedEvent, CaseMapping):
        for name in part.model_fields:
            assert f"`{name}`" in page or f"{name}:" in page, f"{part.__name__}.{name}"


@pytest.mark.parametrize("name", ["README", "generic"])
def test_mappings_of_the_pages_can_be_saved(name: str) -> None:
    text = (PAGES / f"{name}.md").read_text()
    found = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found
    for each in found:
        mapping = CaseMapping.model_validate(yaml.safe_load(each))
        kind = "generic" if mapping.source else "zammad"
        wrong = [where for where, _ in faults(mapping, kind, PROVIDERS[kind].events)]
        # The example leaves out what makes promises of a resolution.
        assert [where for where in wrong if not where.endswith("metric")] == []

"""The pages say what the code does."""

import re
from pathlib import Path

import pytest

from troth.playbook.schema.words import NoticeKind
from troth.playbook.wordings import NAMES
from troth_web.channels import CHANNELS
from troth_web.notices.kinds import KINDS
from troth_web.notices.sending import BACK_OFF
from troth_web.notices.texts import TEXTS

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGE = (DOCS / "guides/notices.md").read_text()


def test_the_table_has_every_kind() -> None:
    """In the order of the code, with what holds of it."""
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \| (.*) \| (yes|no) \| (yes|no) \|$", PAGE, re.M)
    assert rows == [
        (
            kind.value,
            about.when,
            about.readers,
            "no" if about.essential else "yes",
            "yes" if about.urgent else "no",
        )
        for kind, about in KINDS.items()
    ]


def test_an_endpoint_is_disabled_in_every_sentence() -> None:
    """As it is in the API and in the glossary; no second word for it is in use."""
    kind = NoticeKind.WEBHOOK_DISABLED
    for said in (KINDS[kind].when, KINDS[kind].heading, TEXTS[kind]):
        assert "disabled" in said.lower()
    assert "| disabled | of an endpoint" in (DOCS / "glossary.md").read_text()


def test_the_names_of_wordings_are_all_there() -> None:
    (names,) = re.findall(r"A text can name (.*?)`troth check`", PAGE, re.S)
    assert set(re.findall(r"\{(\w+)\}", names)) == set(NAMES)


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_has_a_page(channel: str) -> None:
    """With how to set it up, and its limits."""
    text = (DOCS / f"channels/{channel}.md").read_text()
    assert "**Set up.**" in text
    assert "**Limits.**" in text
    assert f"channels/{channel}.md" in PAGE


def test_the_waits_between_tries() -> None:
    minutes = [int(wait.total_seconds() // 60) for wait in BACK_OFF]
    assert minutes == [1, 5, 15, 60, 240, 480, 720, 1440]
    assert "after 1, 5, 15 minutes, 1, 4, 8, 12 and 24 hours" in PAGE

"""Texts that would talk the guard round, over the API: beside a draft and in what is stored."""

import json
from typing import Any

import pytest

from tests.guard.test_injections import INJECTIONS, PLACES
from tests.web.api.test_guard import KEPT, TIGHTER, guarded
from tests.web.api.world import World
from troth_web.api import limits

__all__ = ["guarded"]
ABOUT = list(PLACES.values())


def _decision(world: World, text: str, **more: Any) -> str:
    answer = world["bot"].ask("POST", "/guard", {"text": text, **more})
    if answer.status_code == 422:
        # Such as NUL, which is in no text: nothing was let out.
        return "refused"
    assert answer.status_code == 200, (text, answer.content)
    decision: str = json.loads(answer.content)["decision"]
    return decision


@pytest.fixture
def unlimited(guarded: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Nobody waits for a bucket of requests."""
    monkeypatch.setattr(limits.Buckets, "wait", lambda *_asked, **_more: 0)
    return guarded


def test_no_text_lets_a_draft_out(unlimited: World) -> None:
    """Each in another place about the draft; what would be asked about is asked about."""
    assert _decision(unlimited, TIGHTER) == "ask"
    milder = [
        each["id"]
        for number, each in enumerate(INJECTIONS)
        if _decision(unlimited, ABOUT[number % len(ABOUT)](TIGHTER, each["text"])) == "allow"
    ]
    assert milder == []


def test_no_text_goes_out(unlimited: World) -> None:
    """Nor does `sent` take it, with the text as channel or message."""
    for number, each in enumerate(INJECTIONS[::8]):
        body = {
            "text": f"{each['text']}\n\n{TIGHTER}",
            "customer": unlimited.customer,
            "message": f"m-{number}",
        }
        assert unlimited["bot"].ask("POST", "/guard/sent", body).status_code in {403, 422}
    assert unlimited["ann"].get("/promises")["items"] == []


def test_what_is_stored_changes_nothing(unlimited: World) -> None:
    """The wording of an open promise is a customer's or a program's: nobody obeys it."""
    plain = {
        text: _decision(unlimited, text, customer=unlimited.customer) for text in (KEPT, TIGHTER)
    }
    for each in INJECTIONS[::10]:
        made = unlimited["ann"].ask(
            "POST",
            "/promises",
            {"metric": "delivery", "customer": unlimited.customer, "wording": each["text"][:500]},
        )
        assert made.status_code in {201, 422}, made.content
        for text, decision in plain.items():
            assert _decision(unlimited, text, customer=unlimited.customer) == decision, each["id"]

"""The log tells what happened and nothing of people."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.test import Client

from troth_web.api.refusals import problem_of
from troth_web.logs import Lines

CANARY = "canary@example.com"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What is logged meanwhile, as it stands on stderr."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def line(written: StringIO) -> dict[str, object]:
    """The one line that was logged."""
    (text,) = written.getvalue().splitlines()
    found: dict[str, object] = json.loads(text)
    return found


def test_it_works(written: StringIO) -> None:
    """What our own code says is there, with its level and instant."""
    logging.getLogger("troth.people").warning("key %s was revoked", "4711")
    said = line(written)
    assert said["event"] == "key 4711 was revoked"
    assert (said["level"], said["logger"]) == ("warning", "troth.people")
    assert str(said["at"]).endswith("Z")


def test_what_libraries_fill_in_is_left_out(written: StringIO) -> None:
    """Of a template only the template, of a finished text nothing."""
    log = logging.getLogger("somebody.else")
    log.warning("signed in: %s", CANARY)
    assert line(written)["event"] == "signed in: %s"
    log.warning(f"signed in: {CANARY}")
    assert CANARY not in written.getvalue()


def test_an_exception_is_told_without_its_words(written: StringIO) -> None:
    """Which type, where, and what led to it; messages quote what people wrote."""
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(f"{CANARY} is taken") from error
    except ValueError:
        logging.getLogger("troth.api").exception("a request failed")
    said = line(written)
    assert CANARY not in written.getvalue()
    assert [each["type"] for each in said["raised"]] == [  # type: ignore[attr-defined]
        "builtins.ValueError",
        "builtins.KeyError",
    ]
    assert "test_logs.py" in str(said["raised"])


def test_a_mistake_of_the_server_is_told_with_its_place(written: StringIO) -> None:
    """Without a place nobody could mend it."""
    with pytest.raises(OverflowError) as mistake:
        raise OverflowError(CANARY)
    assert problem_of(mistake.value).code == "failed"
    assert CANARY not in written.getvalue()
    assert "test_logs.py" in str(line(written)["raised"])


def test_one_event_is_one_line(written: StringIO) -> None:
    """Nobody forges a second one."""
    logging.getLogger("troth").warning('x\n{"event": "forged"}')
    line(written)


def test_a_request_has_an_id(written: StringIO, client: Client, db: None) -> None:
    """It goes through all that is logged of it, and back to who asked; what is odd is replaced."""
    answer = client.get("/api/v1/nothing", headers={"X-Request-ID": "proxy-4711"})
    assert answer["X-Request-ID"] == "proxy-4711"
    lines = [json.loads(text) for text in written.getvalue().splitlines()]
    assert lines
    assert {each.get("request") for each in lines} == {"proxy-4711"}
    for odd in ("", "short", f"{CANARY}", "x" * 65, "a b c d e f"):
        given = client.get("/api/v1/nothing", headers={"X-Request-ID": odd})["X-Request-ID"]
        assert given != odd
        assert len(given) == 32
    assert CANARY not in written.getvalue()
    written.truncate(0)
    written.seek(0)
    logging.getLogger("troth").warning("outside of any request")
    assert "request" not in line(written)

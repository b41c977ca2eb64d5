"""A file of quotes is read by a job, each quote once."""

from pathlib import Path

import pytest

from tests.contracts.stores.cast import BOB, HOUR, NOW
from tests.web.commands.test_quotes import quoted
from tests.web.jobs.desk import work
from troth.operations.errors import UnfitError
from troth_web.crashpoints import crashpoint
from troth_web.jobs import running
from troth_web.jobs.models import JobRow
from troth_web.jobs.port import Job, ask, found
from troth_web.ledger.models import LedgerEntry
from troth_web.ledger.store import SqlStore


def imported(store: SqlStore, text: str, key: str = "one") -> Job:
    """The job of a text, done."""
    ask("import-quotes", key, {"text": text}, at=NOW, by=BOB)
    assert work(store) == 1
    known = found("import-quotes", key)
    assert known is not None
    assert known.state == "done"
    return known


def test_it_works(store: SqlStore, tmp_path: Path) -> None:
    """Each is recorded in the name of whoever asked; another file with the same adds nothing."""
    quotes = [quoted(tmp_path / "quotes.jsonl") for _ in range(3)]
    text = (tmp_path / "quotes.jsonl").read_text()
    known = imported(store, text)
    assert known.result == {"quotes": 3, "new": 3, "refused": []}
    assert known.progress == 1
    entries = [entry for each in quotes for entry in store.entries(each)]
    assert [(entry.type, entry.actor) for entry in entries] == [("quote.recorded", BOB)] * 3
    assert imported(store, text.rstrip(), "two").result["new"] == 0
    assert not JobRow.objects.exclude(arguments="").exists(), "a file is not kept twice"


def test_what_cannot_be_recorded_is_said(store: SqlStore, tmp_path: Path) -> None:
    """And keeps nothing else from being recorded."""
    path = tmp_path / "quotes.jsonl"
    first = quoted(path)
    quoted(path, NOW + HOUR)
    quoted(path)
    changed = path.read_text().splitlines()[0].replace("a reply", "another")
    found = imported(store, path.read_text() + changed).result
    assert (found["quotes"], found["new"]) == (4, 2)
    assert [each["line"] for each in found["refused"]] == [2, 4]
    assert "yet to come" in found["refused"][0]["why"]
    assert first in found["refused"][1]["why"]


def test_one_that_was_cut_short_records_nothing_twice(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker dies after the last quote, before it says so; another one takes over."""
    quotes = [quoted(tmp_path / "quotes.jsonl") for _ in range(3)]
    text = (tmp_path / "quotes.jsonl").read_text()

    def dies(name: str) -> None:
        raise KeyboardInterrupt(name)

    ask("import-quotes", "one", {"text": text}, at=NOW, by=BOB)
    monkeypatch.setattr(running, "crashpoint", dies)
    with pytest.raises(KeyboardInterrupt):
        work(store)
    assert JobRow.objects.get().state == "running"
    monkeypatch.setattr(running, "crashpoint", crashpoint)
    assert work(store) == 1
    known = found("import-quotes", "one")
    assert known is not None
    assert (known.state, known.result["new"]) == ("done", 0)
    assert LedgerEntry.objects.filter(subject__in=quotes).count() == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({}, "field required"),
        ({"text": ""}, "at least 1 character"),
        ({"text": "{}\n"}, "line 1: is no quote; right would be a line that 'troth quote --save'"),
        ({"text": '{"troth_quote": 2}'}, "another version"),
        ({"path": "/etc/passwd"}, "right would be text"),
    ],
)
def test_bad_arguments_are_refused_when_asked(
    store: SqlStore, arguments: dict[str, object], says: str
) -> None:
    """With the line."""
    with pytest.raises(UnfitError, match=says):
        ask("import-quotes", "one", arguments, at=NOW)
    assert not JobRow.objects.exists()

"""Quotes come into the ledger from their file, and are scored once their promises are over."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.contracts.stores.cast import ANNA, BOB, HOUR, NOW, customer, published
from tests.web.commands.machine import Machine
from troth import operations
from troth.forecast.errors import NotQuotesError
from troth.forecast.quote.file import save_quote
from troth.forecast.quote.model import Option, Quote, Source
from troth.operations import Keep, Make, Withdraw
from troth.promises.ids import new_id
from troth.promises.store import Store
from troth_web.ledger.quotes import Band, Brought, import_quotes, score_quotes


def quoted(path: Path, at: datetime = NOW) -> str:
    """Append a quote to a file: within 4 hours with odds of 55 %, within 12 with 95 %."""
    options = tuple(
        Option(kind="level", id=f"{odds}", term=f"within {h} hours", due=at + h * HOUR, odds=odds)
        for h, odds in ((4, 0.55), (12, 0.95))
    )
    quote = Quote(
        id=new_id(at),
        asked_at=at,
        metric="first-reply",
        thing="a reply",
        at=at,
        zone="UTC",
        situation={},
        options=options,
        drivers=(),
        source=Source(as_of=at, n=99, facets=(), unit="elapsed", k=9, half_life_days=None),
    )
    save_quote(quote, path)
    return quote.id


def promised(store: Store, quote: str) -> str:
    """A promise that was made from a quote."""
    wanted = Make(metric="first-reply", customer=customer(store).id, quote=quote)
    return store.write(lambda work: operations.make(work, wanted), actor=ANNA, at=NOW).id


def test_it_works(sql_store: Store, tmp_path: Path) -> None:
    """What was said to hold in 95 of 100 cases held, what was said to hold in 55 did not."""
    published(sql_store)
    quotes = [quoted(tmp_path / "quotes.jsonl") for _ in range(4)]
    brought = import_quotes(sql_store, tmp_path / "quotes.jsonl", actor=BOB, at=NOW)
    assert brought == Brought(quotes=4, new=4)
    again = import_quotes(sql_store, tmp_path / "quotes.jsonl", actor=BOB, at=NOW)
    assert again == Brought(quotes=4, new=0)

    # Kept after 6 hours, withdrawn, still open, and without a promise.
    first, second, _ = (promised(sql_store, each) for each in quotes[:3])
    at = NOW + 6 * HOUR
    sql_store.write(lambda work: operations.keep(work, first, Keep()), actor=ANNA, at=at)
    sql_store.write(
        lambda work: operations.withdraw(work, second, Withdraw(reason="she asked to")),
        actor=ANNA,
        at=at,
    )
    scored = score_quotes(sql_store, actor=BOB, at=at)
    assert (scored.new, scored.scored, scored.withdrawn, scored.open) == (2, 1, 1, 2)
    assert scored.bands == [
        Band(low=0.5, high=0.6, n=1, said=0.55, held=0.0),
        Band(low=0.9, high=1.0, n=1, said=0.95, held=1.0),
    ]
    assert scored.brier == pytest.approx((0.55**2 + 0.05**2) / 2)
    assert score_quotes(sql_store, actor=BOB, at=at).new == 0

    # Once all its dates are over, an open case has held none of them.
    later = score_quotes(sql_store, actor=BOB, at=NOW + 13 * HOUR)
    assert (later.new, later.scored, later.open) == (1, 2, 1)
    assert [band.held for band in later.bands] == [0.0, 0.5]


def test_a_file_of_something_else_is_refused_whole(sql_store: Store, tmp_path: Path) -> None:
    """Nothing of it is recorded."""
    published(sql_store)
    quoted(path := tmp_path / "quotes.jsonl")
    with path.open("a") as file:
        file.write("hello\n")
    with pytest.raises(NotQuotesError, match="2"):
        import_quotes(sql_store, path, actor=BOB, at=NOW)
    assert not sql_store.subjects("quote").items


def test_the_commands_work(filled: Machine) -> None:
    """From the file to the table."""
    quoted(filled.folder / "quotes.jsonl", NOW.replace(year=2020))
    assert "1 quote read, 1 new" in filled.troth("ledger", "import-quotes", "quotes.jsonl").stdout
    assert "1 still open" in filled.troth("ledger", "score-quotes").stdout
    assert filled.asked("ledger", "score-quotes", "--format", "json")["brier"] is None
    assert "no such file" in filled.refused("ledger", "import-quotes", "missing.jsonl")

"""`troth ledger import-quotes|score-quotes`: what was said to be likely, and what came of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from troth.errors import counted
from troth_web.commands.opened import writing
from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format, show

if TYPE_CHECKING:
    from troth_web.ledger.quotes import Scored


@stands_for("quotes.record")
def import_quotes(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Quotes that 'troth quote --save' wrote.")
    ],
    *,
    output_format: Format = "text",
) -> None:
    """Keep the quotes of a file in the ledger; those that are there already are passed over."""
    with writing("troth ledger import-quotes") as store:
        from troth_web.clock import now
        from troth_web.ledger.held import OPERATOR
        from troth_web.ledger.quotes import import_quotes as bring

        done = bring(store, file, actor=OPERATOR, at=now())
    show(done, f"{counted(done.quotes, 'quote')} read, {done.new:,} new", output_format)


@stands_for("quotes.score")
def score_quotes(*, output_format: Format = "text") -> None:
    """Score the quotes whose promises are over: what was said beside what held."""
    with writing("troth ledger score-quotes") as store:
        from troth_web.clock import now
        from troth_web.ledger.held import OPERATOR
        from troth_web.ledger.quotes import score_quotes as score

        done = score(store, actor=OPERATOR, at=now())
    show(done, _text(done), output_format)


def _text(done: "Scored") -> str:
    known = f"{counted(done.new, 'quote')} scored now, {done.scored:,} in all"
    lines = [f"{known}; {done.open:,} still open, {done.withdrawn:,} withdrawn"]
    if done.brier is not None:
        lines.append(f"odds of {counted(done.options, 'option')}; Brier score {done.brier:.3f}")
    lines += [
        f"said {band.low:4.0%} to {band.high:4.0%}: {band.said:4.0%} on average, "
        f"held {band.held:4.0%} of {band.n:,}"
        for band in done.bands
    ]
    return "\n".join(lines)

"""`troth ledger history`: promises as a history, from which odds are learned."""

from pathlib import Path
from typing import Annotated

import typer

from troth.errors import counted
from troth_web.commands.opened import reading
from troth_web.commands.rights import stands_for
from troth_web.commands.shown import Format, show, told


@stands_for("ledger.export")
def history(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="A folder; made if it is missing.")],
    *,
    output_format: Format = "text",
) -> None:
    """Write promises as histories that 'troth history', 'quote', 'warn' and 'backtest' read.

    One file METRIC.parquet for each metric, and in the folder METRIC one for each month. What was
    there is replaced. It holds no names and no words; persons who were erased have no cases.
    """
    with reading() as store:
        from troth_web.clock import now
        from troth_web.history.writing import write_history
        from troth_web.ledger.models import PromiseRow

        with told("writing the history", PromiseRow.objects.count()) as progress:
            done = write_history(store, folder, at=now(), progress=progress)
    cases = ", ".join(f"{counted(number, 'case')} of {name}" for name, number in done.cases.items())
    show(done, f"{done.folder}: {cases or 'no cases yet'}", output_format)

"""The report: one HTML file that shows what a playbook promises, and what of it cannot hold."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from troth.errors import MissingExtraError
from troth.outputs import UnwritableError, write_text

if TYPE_CHECKING:
    from troth.history import History
    from troth.playbook import Playbook
    from troth.terms import Horizon

__all__ = ["UnwritableError", "render", "write"]


def render(
    playbook: "Playbook", at: datetime, horizon: "Horizon", history: "History | None" = None
) -> str:
    """The report as one HTML file, without network and without script.

    Args:
        playbook: is checked here.
        at: aware; the instant of the check.
        horizon: the arrivals that are looked at.
        history: adds what was kept, and the checks against it.

    Raises:
        MissingExtraError: without the extra `report`.
    """
    try:
        import jinja2  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError:
        raise MissingExtraError("the report", "report") from None
    from troth.checks import RULES, run
    from troth.report.build import page_view
    from troth.report.page import page_html

    report = run(playbook, at, horizon, history)
    return page_html(page_view(playbook, report, horizon, RULES, history))


def write(page: str, output: Path) -> None:
    """Write the page to a file, whole or not at all.

    Raises:
        UnwritableError: when the file cannot be written, or holds data.
    """
    write_text(page, output)

"""The report: one HTML file that shows what a playbook promises, and what of it cannot hold."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from troth.errors import MissingExtraError, TrothError

if TYPE_CHECKING:
    from troth.history import History
    from troth.playbook import Playbook
    from troth.terms import Horizon

__all__ = ["UnwritableReportError", "render", "write"]


class UnwritableReportError(TrothError):
    """The file of a report that cannot be written."""

    def __init__(self, output: Path, reason: str | None) -> None:
        super().__init__(f"{output}: cannot be written: {reason}; name another file")


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
        UnwritableReportError: when the file cannot be written.
    """
    if output.is_dir():
        raise UnwritableReportError(output, "it is a folder")
    draft = output.with_name(f".{output.name}.draft")
    try:
        draft.write_text(page, encoding="utf-8")
        draft.replace(output)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UnwritableReportError(output, error.strerror) from None

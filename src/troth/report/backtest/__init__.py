"""The report of a backtest: what would have been said beside what came true, in one HTML file."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from troth.errors import MissingExtraError


def render(result: Mapping[str, Any], zone: ZoneInfo) -> str:
    """The report as one HTML file, without network and without script.

    Args:
        result: what `troth.forecast.backtest.backtest` gives.
        zone: of the history, in which instants are told.

    Raises:
        MissingExtraError: without the extra `report`.
    """
    try:
        import jinja2  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError:
        raise MissingExtraError("the report", "report") from None
    from troth.report.backtest.build import view
    from troth.report.page import page_html

    return page_html(view(result, zone), "backtest.html")

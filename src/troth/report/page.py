"""From what the page shows to the page: one HTML file without network and without script."""

from functools import lru_cache
from typing import TYPE_CHECKING

from troth.pictures import figure
from troth.report.backtest.view import BacktestPage
from troth.report.inventory import InventoryPage
from troth.report.rule_page import inline_html
from troth.report.view import Page

if TYPE_CHECKING:
    from jinja2 import Environment


def page_html(page: Page | BacktestPage | InventoryPage, template: str = "page.html") -> str:
    """The page as HTML; every text in it is escaped."""
    return _environment().get_template(template).render(page=page)


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("troth.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Both escape what they are given.
    environment.globals["figure"] = figure
    environment.filters["inline"] = inline_html
    return environment

"""Views of lists, as the API answers."""

from pydantic import Field

from troth.answers.base import Body, FreeText, Source, free_text
from troth.promises.views import View


class ViewBody(Body):
    """A view of a list."""

    id: str
    list: str = Field(description="Of which list: promises, customers, ...")
    name: FreeText
    query: str = Field(description="As it stands in the address of the list.")


def view_body(view: View) -> ViewBody:
    """A view."""
    name = free_text(view.name, Source.STAFF)
    assert name is not None  # noqa: S101 - there is one
    return ViewBody(id=view.id, list=view.list, name=name, query=view.query)

"""Views of lists: kept under a name, and forgotten."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from troth.operations.commands import Command
from troth.operations.errors import NotFoundError, UnfitError
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.store import Work
from troth.promises.views import View, views, views_subject
from troth.said import said

#: So many views can somebody keep.
MOST_VIEWS = 50

Line = StringConstraints(pattern=r"^[^\x00-\x1f]+$", max_length=100, strip_whitespace=True)


#: Those that can be looked at in parts.
List = Literal["promises", "customers", "findings", "friction", "people", "webhooks", "connectors"]


class KeepView(Command):
    """A view of a list."""

    list: List = Field(description="Of which list.")
    name: Annotated[str, Line] = Field(description="What it is called.")
    query: Annotated[str, StringConstraints(pattern=r"^[^\x00-\x20]*$", max_length=1_000)] = Field(
        description="As it stands in the address of the list: state=broken&metric=refund."
    )


def keep_view(work: Work, wanted: KeepView) -> View:
    """Keep a view for whoever writes.

    Raises:
        UnfitError: they have a view of that name, or as many as one can have.
    """
    subject = views_subject(work.actor.id)
    known = list(views(work.entries(subject)).values())
    if any(each.list == wanted.list and each.name == wanted.name for each in known):
        raise UnfitError(
            "name",
            said("there is a view {name} already; take another name", name=repr(wanted.name)),
        )
    if len(known) >= MOST_VIEWS:
        raise UnfitError(
            "name", said("{most} views can be kept; forget one first", most=MOST_VIEWS)
        )
    draft = Draft(
        type=EntryType.VIEW_KEPT,
        subject=subject,
        at=work.at,
        payload={"list": wanted.list},
        personal={"name": wanted.name, "query": wanted.query},
        person=COMPANY,
    )
    (entry,) = work.append([draft])
    return views(work.entries(subject))[entry.id]


def drop_view(work: Work, view_id: str) -> View:
    """Forget a view of whoever writes; the answer is what it was.

    Raises:
        NotFoundError: they keep none of that id.
    """
    subject = views_subject(work.actor.id)
    known = views(work.entries(subject)).get(view_id)
    if known is None:
        raise NotFoundError("view", view_id)
    draft = Draft(
        type=EntryType.VIEW_DROPPED, subject=subject, at=work.at, payload={"view": view_id}
    )
    work.append([draft])
    return known

"""Small changes that follow from a decision: they go into the draft, for somebody to publish."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints, WithJsonSchema

from troth.operations.commands import Command, Text, Word
from troth.operations.errors import NoEditionError, UnfitError
from troth.playbook.editing import edited, tree_of
from troth.playbook.tree import Path
from troth.promises.parties import Actor
from troth.promises.store import Store
from troth.said import said
from troth_web.playbooks import drafts
from troth_web.playbooks.models import Draft


class Waive(Command):
    """Findings that are accepted, with a reason and an end."""

    code: Annotated[str, StringConstraints(pattern=r"^TR[0-9]{3}$")] = Field(
        description="The code of the findings, such as TR201."
    )
    about: Annotated[tuple[Word, ...], Field(min_length=1, max_length=20)] = Field(
        description="Ids that they are about; all of them.", strict=False
    )
    reason: Text = Field(description="Why they are accepted.")
    until: Annotated[date, WithJsonSchema({"type": "string", "format": "date"})] = Field(
        description="The last day on which they are.", strict=False
    )


def waive(
    store: Store, wanted: Waive, actor: Actor, at: datetime, expected: int | None = None
) -> Draft:
    """Write a waiver into the draft, which begins as the edition in force where there is none.

    Raises:
        NotFoundError: there is neither draft nor edition.
        UnfitError: its end is over already.
        UnfaithfulEditError: the draft cannot be changed without touching more.
        ConflictError: somebody else wrote the draft since.
    """
    if wanted.until < at.date():
        raise UnfitError(
            "until",
            said("{until} is over already; it is {date}", until=wanted.until, date=at.date()),
        )
    waiver = {
        "code": wanted.code,
        "about": list(wanted.about),
        "reason": " ".join(wanted.reason.split()),
        "until": str(wanted.until),
    }
    text = _text(store)
    present = (tree_of(text) or {}).get("waivers")
    known = present if isinstance(present, list) else []
    if known:
        text = edited(text, ("waivers", len(known)), waiver)
    else:
        text = edited(text, ("waivers",), [waiver])
    return drafts.write(text, actor, at, expected)


def agree(store: Store, claim_id: str, team: str, actor: Actor, at: datetime) -> Draft | None:
    """Write the day on which a team accepted a claim; None where the draft has no such claim.

    Raises:
        UnfaithfulEditError: the draft cannot be changed without touching more.
    """
    text = _text(store)
    claim = _mapping(_mapping(tree_of(text) or {}, "claims"), claim_id)
    if not claim:
        return None
    agreed = dict(_mapping(claim, "agreed")) | {team: str(at.date())}
    path: Path = ("claims", claim_id, "agreed")
    return drafts.write(edited(text, path, agreed), actor, at)


def base(store: Store) -> Iterator[str]:
    """The texts from which the next edition may come: the draft, then the edition in force."""
    found = Draft.objects.first()
    if found is not None:
        yield found.text
    edition = store.edition()
    if edition is not None:
        yield edition.text


def _text(store: Store) -> str:
    text = next(base(store), None)
    if text is None:
        raise NoEditionError
    return text


def _mapping(tree: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = tree.get(key)
    return found if isinstance(found, Mapping) else {}

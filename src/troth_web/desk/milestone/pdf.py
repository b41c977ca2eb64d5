"""The milestone document as PDF."""

from collections.abc import Iterable
from datetime import datetime
from textwrap import shorten
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from troth.clock import zones
from troth_web.desk.milestone.document import Document, Owed, Signed
from troth_web.desk.pdf import pdf

#: Characters of a name in a column.
_NAME = 120


def milestone_pdf(shown: Document, at: datetime, zone: str) -> bytes:
    """The document on paper.

    Args:
        shown: what it says.
        at: as of when.
        zone: of the instants in it that are no promise's.

    Raises:
        NoPdfError: this server sets none.
    """
    between = gettext("%(company)s and %(customer)s")
    as_of = gettext("As of %(when)s. The ledger holds what both sides said, with its history.")
    return pdf(
        "milestone",
        {
            "title": shown.title,
            "between": between % {"company": shown.company, "customer": shown.customer},
            "sentence": shown.sentence,
            "foot": as_of % {"when": _when(at, zone)},
            "ours": _owed(shown.ours),
            "theirs": _owed(shown.theirs),
            "includes": shown.includes,
            "excludes": shown.excludes,
            "options": [
                {
                    "says": each.says,
                    "price": each.price,
                    "chosen": gettext("chosen") if each.chosen else "",
                }
                for each in shown.options
            ],
            "understanding": shown.understanding,
            "signatures": [_signed(each, zone) for each in shown.signatures],
            "words": _words(shown),
        },
    )


def _owed(owed: Iterable[Owed]) -> list[dict[str, str]]:
    return [
        {
            "title": each.title,
            "who": shorten(each.who, _NAME, placeholder="…"),
            "due": _when(each.due, each.zone) if each.due else "",
            "state": each.word,
        }
        for each in owed
    ]


def _signed(signed: Signed, zone: str) -> dict[str, str]:
    at = _when(signed.at, zone) if signed.at else ""
    side = shorten(signed.side, _NAME, placeholder="…")
    return {"side": side, "word": signed.word, "at": at}


def _when(at: datetime, zone: str) -> str:
    """In full, with its zone: paper does not know when or where it is read."""
    local = at.astimezone(zones.load(zone))
    return f"{date_format(local, pgettext('date on paper', 'D j M Y, H:i'))} ({zone})"


def _words(shown: Document) -> dict[str, Any]:
    return {
        "ours": gettext("What %(company)s owes") % {"company": shown.company},
        "theirs": gettext("What %(customer)s owes") % {"customer": shown.customer},
        "nothing": gettext("nothing"),
        "what": gettext("Promise"),
        "who": gettext("By whom"),
        "due": gettext("By when"),
        "state": gettext("How it stands"),
        "included": gettext("Included"),
        "excluded": gettext("Not included"),
        "options": gettext("Options"),
        "option": gettext("Option"),
        "price": gettext("Price in all"),
        "chosen": gettext("Choice"),
        "understands": gettext("What the customer understands to get:"),
        "signed": gettext("Signed"),
        "side": gettext("Side"),
        "word": gettext("Its word"),
        "at": gettext("When"),
        "rights": gettext("To sign gives up no right that the law gives."),
    }

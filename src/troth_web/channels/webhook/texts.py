"""A letter as JSON; what people wrote is marked as such."""

from typing import Any

from troth.answers import Source, free_text
from troth.promises.hashing import instant
from troth_web.channels.port import Parcel
from troth_web.notices.letter import Item, Section


def body(parcel: Parcel) -> dict[str, Any]:
    """What is sent: the same at each try."""
    letter = parcel.letter
    return {
        "type": "notice",
        "timestamp": instant(parcel.made_at),
        "data": {
            "id": parcel.id,
            "subject": letter.subject,
            "sections": [_section(each) for each in letter.sections],
        },
    }


def _section(section: Section) -> dict[str, Any]:
    items = [_item(each) for each in section.items]
    return {
        "heading": section.heading,
        "note": section.note or None,
        "items": items,
        "more": section.more,
    }


def _item(item: Item) -> dict[str, Any]:
    quotes = [
        {"by": quote.by, "says": said.model_dump(mode="json")}
        for quote in item.quotes
        if (said := free_text(quote.text, _source(quote.by)))
    ]
    return {
        "kind": item.kind,
        "text": item.text,
        "link": item.link or None,
        "promise": item.about,
        "quotes": quotes,
    }


def _source(by: str) -> Source:
    return Source.CUSTOMER if by == "the customer" else Source.STAFF

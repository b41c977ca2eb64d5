"""A letter with everything in it, some of which is not meant well."""

from datetime import UTC, datetime

from troth_web.channels.port import Parcel
from troth_web.notices.letter import Item, Letter, Off, Quote, Section

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
MESSAGE = "01936f2e-7c00-7000-8000-000000000001"
HOSTILE = "</li><script>alert(1)</script> <https://evil.example|click> @channel & *bold*"

LETTER = Letter(
    subject="Broken promises: 22, Promises at risk: 1",
    greeting="Hello Bea,",
    sections=(
        Section(
            heading="Broken promises",
            items=(
                Item(
                    kind="broken",
                    text="First reply for Åda <b>Byron</b> was due Tue 1 Dec 2026, 14:00.",
                    link="https://troth.example.com/api/v1/promises/1",
                    quotes=(Quote("the customer", HOSTILE),),
                    about="1",
                ),
            ),
            more=21,
            note="22 of these were noticed late, Tue 1 Dec 2026, 15:00.",
        ),
        Section(heading="Promises at risk", items=(Item(kind="at-risk", text="It is near."),)),
    ),
    closing="You are told because you look after this.",
    off=(
        Off(heading="Broken promises", link="https://troth.example.com/notices/off/a/"),
        Off(heading="Promises at risk", link="https://troth.example.com/notices/off/b/"),
    ),
    off_all="https://troth.example.com/notices/off/ab/",
)


def parcel(address: str, letter: Letter = LETTER) -> Parcel:
    """The letter on its way."""
    return Parcel(id=MESSAGE, address=address, letter=letter, made_at=AT, at=AT)

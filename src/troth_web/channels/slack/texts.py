"""A letter in blocks of Slack; what people wrote is escaped, so that it calls and links nobody."""

from collections.abc import Iterator
from typing import Any

from troth_web.notices.letter import Item, Letter, Section

#: Characters of one block, and blocks of one message, as Slack takes them.
LONGEST = 3_000
MOST = 50
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
#: An invisible space after each sign keeps the sign and loses its meaning.
_APART = str.maketrans({sign: f"{sign}\u200b" for sign in "*_~`@#"})


def message(letter: Letter) -> dict[str, Any]:
    """The body: the subject for notifications, blocks for the window."""
    blocks = [_block(text) for text in _texts(letter)]
    if len(blocks) > MOST:
        rest = _block(f"and more: {escaped(letter.subject)}")
        blocks = [*blocks[: MOST - 1], rest]
    return {"text": escaped(letter.subject), "blocks": blocks}


def escaped(text: str) -> str:
    """Words as they are read: no link, no mention, no formatting."""
    return text.translate(_ESCAPES).translate(_APART)


def _texts(letter: Letter) -> Iterator[str]:
    for section in letter.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    note = f"\n{escaped(section.note)}" if section.note else ""
    yield f"*{escaped(section.heading)}*{note}"
    yield from (_item(item) for item in section.items)
    if section.more:
        yield f"and {section.more:,} more"


def _item(item: Item) -> str:
    lines = [escaped(item.text)]
    lines += [f"> {escaped(quote.by)} said: “{escaped(quote.text)}”" for quote in item.quotes]
    if item.link:
        lines.append(f"<{item.link}|See the promise>")
    return "\n".join(lines)


def _block(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:LONGEST]}}

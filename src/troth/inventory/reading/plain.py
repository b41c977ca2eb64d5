"""Pages, Markdown and text: what the guard reads by itself."""

from collections.abc import Iterator

from troth.inventory.reading.decoding import decoded
from troth.inventory.reading.passage import Passage

#: Suffix, form and channel.
FORMS = {
    ".html": ("html", "web"),
    ".htm": ("html", "web"),
    ".xhtml": ("html", "web"),
    ".md": ("markdown", "web"),
    ".markdown": ("markdown", "web"),
    ".txt": ("text", "text"),
    ".text": ("text", "text"),
}


def passages(data: bytes, suffix: str) -> Iterator[Passage]:
    """The whole as one text."""
    form, channel = FORMS[suffix]
    yield Passage(text=decoded(data), form=form, channel=channel)

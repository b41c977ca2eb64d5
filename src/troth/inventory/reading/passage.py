"""A stretch of text with what tells where it stands, and why one could not be read."""

from dataclasses import dataclass

from troth.errors import TrothError


class UnreadError(TrothError):
    """A file, or what lies in it, that is not read; the sentence is the reason alone."""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """What is read as one text."""

    text: str
    #: As `scan` names it.
    form: str = "text"
    #: From 1, where the file has pages.
    page: int | None = None
    #: The number of its first line.
    line: int = 1
    #: Whether lines are paragraphs, with an empty one after each.
    is_paragraphs: bool = False
    #: The name of the macro or template, where a file holds many.
    title: str | None = None
    #: Whose it is, where the file says so.
    team: str | None = None
    #: How it reaches customers: web, email, macro, document, text.
    channel: str = "text"

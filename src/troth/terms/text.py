"""From text to term, and what an error says to whoever wrote the text."""

from functools import lru_cache

from troth.errors import TrothError
from troth.said import Said, joined, said
from troth.terms.term import Term

LONGEST = 200


class TermError(TrothError):
    """A text that is no term. It shows where, and what could stand there.

    Column and text serve a caller who knows the file; `wrong` and `right` fit on one line each.
    """

    def __init__(
        self, text: str, column: int, wrong: str, expected: tuple[str, ...], suggestion: str | None
    ) -> None:
        #: As it was given.
        self.text = text
        #: Of the first character that does not fit, counted from 1.
        self.column = column
        #: What could stand there.
        self.expected = expected
        #: A term that was perhaps meant, canonical.
        self.suggestion = suggestion
        #: What is wrong, in a few words.
        self.wrong = wrong
        #: What would be right, in a few words.
        self.right = _right(expected, suggestion)
        told = joined((wrong, self.right), "; ")
        pointed = f"{' ' * (column - 1)}^"
        super().__init__(joined((told, _shown(text), pointed), "\n  "))


def parse(text: str) -> Term:
    """The term that a text says, in any case and spacing.

    Raises:
        TermError: for a text that is no term, or has more than 200 characters.
    """
    if len(text) > LONGEST:
        wrong = said("a term of {n} characters", n=str(len(text)))
        raise TermError(
            text, LONGEST + 1, wrong, (said("at most {n} characters", n=LONGEST),), None
        )
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Term:
    from troth.terms import grammar, near_misses

    try:
        return grammar.read(text)
    except grammar.MisreadError as error:
        rest = text[error.position :].split()
        wrong = (
            said("'{word}' cannot stand here", word=_shown(rest[0]))
            if rest
            else said("the term ends too early")
        )
        raise TermError(
            text, error.position + 1, wrong, error.expected, near_misses.meant(text)
        ) from None


def _right(expected: tuple[str, ...], suggestion: str | None) -> Said:
    if len(expected) == 1:
        right = said("expected {choice}", choice=expected[0])
    else:
        right = said("expected one of: {choices}", choices=joined(expected, ", "))
    if not suggestion:
        return right
    return said('{text}; did you mean "{suggestion}"?', text=right, suggestion=suggestion)


def _shown(text: str) -> str:
    """One line of as many characters, none of which moves a cursor."""
    return "".join(c if c.isprintable() else " " for c in text[: LONGEST + 1])

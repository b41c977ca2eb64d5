"""Rows of a form: one more, one less, one further up or down; nothing is written by it."""

from dataclasses import dataclass

from django.http import QueryDict

#: The button that was pressed: what to do, in which rows, with which of them.
BUTTON = "arrange"


@dataclass(frozen=True, slots=True)
class Arranged:
    """A form as it was sent, its rows arranged anew."""

    sent: QueryDict
    #: The field that says which rows there are, and the row at hand.
    rows: str
    token: str
    act: str


def arranged(sent: QueryDict) -> Arranged | None:
    """What a button made of the rows of a form; None where no such button was pressed."""
    act, _space, rest = sent.get(BUTTON, "").partition(" ")
    rows, _space, token = rest.partition(" ")
    if not act:
        return None
    tokens = sent.get(rows, "").split()
    if act == "add":
        token = _next(tokens)
        tokens.append(token)
    elif token in tokens:
        _move(tokens, token, act)
    copy = sent.copy()
    copy[rows] = " ".join(tokens)
    return Arranged(copy, rows, token, act)


def _next(tokens: list[str]) -> str:
    numbers = [int(each[1:]) for each in tokens if each[:1] == "n" and each[1:].isdecimal()]
    return f"n{max(numbers, default=0) + 1}"


def _move(tokens: list[str], token: str, act: str) -> None:
    at = tokens.index(token)
    tokens.remove(token)
    if act in {"up", "down"}:
        tokens.insert(max(0, at + (1 if act == "down" else -1)), token)

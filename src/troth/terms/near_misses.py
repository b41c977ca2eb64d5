"""Other ways in which people say a term. A guess is offered only where it is one."""

import difflib
import re

from troth.terms import grammar
from troth.terms.term import Term

#: Tried in this order, each on what the one before it left.
REWRITES: tuple[tuple[str, str], ...] = (
    (r"(\d),(\d{3})\b", r"\1\2"),
    (r"(\d),(\d)", r"\1.\2"),
    (r"€|\beuros?\b", " eur "),
    (r"£", " gbp "),
    (r"\$", " usd "),
    (r"(\d[\d.]*)\s*(eur|gbp|usd|chf)\b", r"\2 \1"),
    (r"\b(per\s?cent|pct)\b", "%"),
    (r"(\d)\s*-?\s*(h|hrs?)\b", r"\1 hours"),
    (r"(\d)\s*-?\s*(m|mins?)\b", r"\1 minutes"),
    (r"(\d)\s*-?\s*d\b", r"\1 days"),
    (r"(\d)\s*-?\s*(w|wks?)\b", r"\1 weeks"),
    (r"\b(work|week)days?\b", "business days"),
    (r"\b(working|work|office|opening)(?=\s+(hour|day))", "business"),
    (r"\s*/\s*(?=(day|week|month|quarter|year)\b)", " per "),
    (r"\b(an?|each)\s+(?=(day|week|month|quarter|year)$)", "per "),
    (r"^\s*(?=\d[\d.]*\s*%)", "at least "),
    (r"\b(month|quarter|year)ly\b", r"per \1"),
    (r"\b(?:an?|one)\b", "1"),
    (r"\btwo\b", "2"),
    (r"\bthree\b", "3"),
    (r"\bfour\b", "4"),
    (r"\bfive\b", "5"),
    (r"\b(no|not) (more|longer|later) than\b|\bup to\b|\bmax(imum)?\b|≤|<=", " at most "),
    (r"\b(no|not) (less|fewer) than\b|\bmin(imum)?\b|≥|>=", " at least "),
    (r"\bof (all|the) cases\b", "of cases"),
    (r"^\s*(in|inside)\b(?=\s+\d)", "within"),
    (r"\bat most at most\b", "at most"),
    (r"\b(within )?(\d[\d.]*)\s*(?:-|–|to|and)\s*(\d)", r"between \2 and \3"),
    (r"\bbetween between\b", "between"),
    (r"^\s*every\s+(?=[a-z])", "every 1 "),
    (r"\bnoon\b", "12:00"),
    (
        r"^\s*(by )?(the )?((end|close) of )?(the )?next (business )?day\s*$",
        "by the end of the next business day",
    ),
)
OPENINGS = ("", "within ")


def meant(text: str) -> str | None:
    """The canonical text of the term that was perhaps meant."""
    plain = text.casefold()
    for pattern, replacement in REWRITES:
        plain = re.sub(pattern, replacement, plain)
    tries = (opening + words for words in (plain, _respelt(plain)) for opening in OPENINGS)
    return next((str(term) for term in map(_read, tries) if term), None)


def _respelt(text: str) -> str:
    known = grammar.words()
    return re.sub(r"[a-z]{3,}", lambda word: _nearest(word[0], known), text)


def _nearest(word: str, known: list[str]) -> str:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.75)), word)


def _read(text: str) -> Term | None:
    try:
        return grammar.read(text)
    except grammar.MisreadError:
        return None

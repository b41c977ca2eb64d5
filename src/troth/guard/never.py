"""The rows of `never-promise`, each as the ideas that a promise must hold to be of its kind."""

import re
from collections.abc import Iterable

from troth.guard.stems import stem, stems
from troth.guard.words.lists import words as word_list

#: What people say for the same thing.
_ALIKE: dict[str, str] = {
    "arrival": (
        "arrive arriving land landing touchdown reach home there get delivery deliver come"
    ),
    "before": "earlier early sooner ahead prior time",
    "date": (
        "deadline day appointment wedding exam meeting event conference funeral interview "
        "hearing cruise connection concert ceremony holiday birthday flight christmas due "
        "cut-off closing"
    ),
    "timetable": "schedule scheduled timetabled planned published",
    "legal": (
        "law lawsuit court judge tribunal sue litigation lawyer attorney ombudsman "
        "arbitration prosecution legally solicitor appeal liability verdict ruling"
    ),
    "outcome": (
        "result win succeed success successful verdict award granted ruling decision "
        "favour favor upheld get getting approved prevail entitled judgment victory"
    ),
    "claim": "lawsuit case suit complaint action court tribunal sue appeal",
    "price": "discount rebate cheaper cost fee rate tariff",
    "paid": "pay approve approved settle settled covered cover payout",
    "application": "permit licence license visa mortgage loan credit",
    "year": "winter summer spring autumn season",
    "weather": "rain snow sunshine storm",
    "health": "recovery cure heal recover medical diagnosis",
    "safety": "safe secure security",
    "profit": "return yield gain earnings interest",
    "approval": "approve approved accept accepted acceptance visa",
    "job": "employment hire hired",
}
_SENSES: dict[str, set[str]] = {}
for _first, _others in _ALIKE.items():
    for _word in (_first, *_others.split()):
        _SENSES.setdefault(stem(_word), set()).add(stem(_first))

#: Who somebody else is, by the kind of business.
_FAMILIES = {
    "airline": "airline airlines airways carrier carriers codeshare partner partners air",
    "courier": (
        "courier couriers carrier carriers post postal parcel delivery partner partners driver"
    ),
    "bank": "bank banks issuer card acquirer payment lender paypal partner partners",
    "authority": (
        "customs authority authorities government embassy council police office border court "
        "regulator ministry agency"
    ),
    "insurer": "insurer insurers insurance underwriter",
    "supplier": (
        "supplier suppliers vendor manufacturer maker factory builder contractor partner "
        "partners hotel"
    ),
}
_ANYBODY = word_list("anybody anyone somebody someone party parties companies people firm")
_OF_OTHERS = re.compile(
    r"\b(?:what|whatever|anything|behaviou?r|actions?|promises?|performance)\b.*"
    r"\b(?:do|does|will|would|decides?|of|by)\b"
)
_PARTNER = re.compile(r"\bpartners?\b")
#: Words of a trade that are no name of anybody.
_NO_SUBJECTS = word_list("air card post delivery office payment parcel insurance border")
#: Early for a timetable, though none is named; of a day it is a part: `early on Monday`.
_AHEAD_OF_TIME = re.compile(
    r"\b(?:arriv\w+|land\w*|touch down|get in|be there)\b(?: \w+){0,4}? "
    r"(?:(?:hours?|minutes?) (?:early|ahead)|ahead of (?:time|schedule)|early$)"
)
_BRACKETS = re.compile(r"(\S+) ?\(([^()]{1,200})\)")
_WILL = r"(?:\W+\w+){0,3}?(?:'ll|\W+(?:will|is going to|are going to|shall|would|is due to))\b"


class NeverRow:
    """One thing that nobody may promise."""

    def __init__(self, text: str) -> None:
        #: As the playbook says it.
        self.text = text
        plain, self._own = _without_brackets(text.lower())
        # A partner may be of any trade; the word beside it says of which.
        self._families = _families(_PARTNER.sub("", plain))
        self._of_others = _OF_OTHERS.search(plain) is not None and (
            bool(self._families)
            or "other" in plain
            or _PARTNER.search(plain) is not None
            or bool(_ANYBODY & set(plain.split()))
        )
        self._ideas = tuple(dict.fromkeys(stems(plain)))
        self._subject = _subject(self._families or frozenset(_FAMILIES))

    def finds(self, words: str, *, others: bool) -> bool:
        """Whether a promise in lower case is of its kind.

        Args:
            words: the clause.
            others: whether somebody else is to keep it.
        """
        if self._of_others:
            return self._is_of_others(words) if others else self._names_others(words)
        said = set(stems(words)) | {stem(word) for word in re.findall(r"[a-z]+", words)}
        if _AHEAD_OF_TIME.search(words.rstrip(" .!")):
            said |= {stem("before"), stem("timetable")}
        meant = said.union(*(_SENSES.get(each, ()) for each in said))
        return bool(self._ideas) and all(self._is_meant(idea, meant) for idea in self._ideas)

    def _is_meant(self, idea: str, meant: set[str]) -> bool:
        alike = {idea} | _SENSES.get(idea, set()) | self._own.get(idea, set())
        return bool(alike & meant)

    def _is_of_others(self, words: str) -> bool:
        """Anybody whom it means; somebody of whom nothing is known is meant as well."""
        said = _families(words)
        return not self._families or not said or bool(said & self._families)

    def _names_others(self, words: str) -> bool:
        """A promise in our own name that such others will do something."""
        return self._subject.search(words) is not None


def rows(texts: Iterable[str]) -> tuple[NeverRow, ...]:
    """The list of a playbook, prepared."""
    return tuple(NeverRow(text) for text in texts)


def _without_brackets(text: str) -> tuple[str, dict[str, set[str]]]:
    """The row, and what people say besides for a word of it."""
    own: dict[str, set[str]] = {}
    for match in _BRACKETS.finditer(text):
        others = {found for part in match[2].split(",") for found in stems(part)}
        own.setdefault(stem(match[1]), set()).update(others)
    return _BRACKETS.sub(r"\1", text), own


def _families(words: str) -> frozenset[str]:
    said = set(re.findall(r"[a-z]+", words))
    return frozenset(name for name, line in _FAMILIES.items() if said & set(line.split()))


def _subject(families: frozenset[str]) -> re.Pattern[str]:
    """One of them as the subject of what will be."""
    names = {word for name in families for word in _FAMILIES[name].split()} - _NO_SUBJECTS
    return re.compile(rf"\b(?:{'|'.join(sorted(names))}){_WILL}")

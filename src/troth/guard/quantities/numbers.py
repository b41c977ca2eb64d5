"""Numbers in figures and in words."""

import re

_ONES = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_OTHERS = {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "couple": 2,
    "half a dozen": 6,
    "a dozen": 12,
    "dozen": 12,
    "a single": 1,
    "hundred": 100,
    "a hundred": 100,
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "first": 1,
}

_TEN = "|".join(_TENS)
_ONE = "|".join(sorted((w for w in _ONES if w != "zero"), key=len, reverse=True))
#: A number, in figures or in words, perhaps with the figure again in brackets.
NUMBER = (
    rf"(?:\d{{1,9}}(?:[.,]\d{{1,3}}){{0,3}}|(?:a |half )?(?:dozen|couple(?: of)?|hundred)"
    rf"|(?:{_TEN})(?:[- ](?:{_ONE}))?|{_ONE})(?:\s?\(\s?\d{{1,4}}\s?\))?"
)


def number_of(text: str) -> float:
    """The number that a text matched by NUMBER says."""
    text = re.sub(r"\(.*", "", text).strip()
    if text[:1].isdigit():
        return _figures(text)
    if text in _OTHERS:
        return _OTHERS[text]
    ten, _, one = text.replace("-", " ").partition(" ")
    return _TENS.get(ten, _ONES.get(ten, 0)) + _ONES.get(one, 0)


def _figures(text: str) -> float:
    """`1,500`, `84.50`, `1.500`, `9,99`: three digits after a sign are thousands."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text) and not re.fullmatch(
        r"\d{1,2}\.\d{3}", text
    ):
        return float(text.replace(".", "").replace(",", "."))
    whole, _, part = text.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '')}.{part}" if whole else part)

"""A playbook of 500 standards, and letters of 200 words; the same for the same seed."""

import random
import re
from collections.abc import Iterator
from itertools import product

from bench.generate_playbook import Size, lines
from troth.guard.book import Book
from troth.playbook.load import load_text

STANDARDS = 500
_THINGS = ("refund", "parcel", "invoice", "repair", "contract", "meter", "seat", "card", "voucher",
           "claim", "order", "password", "licence", "report", "sample", "router", "ticket", "fee",
           "deposit", "appointment")  # fmt: skip
_DEEDS = ("sent", "checked", "answered", "delivered", "corrected", "approved", "returned",
          "confirmed", "replaced", "closed")  # fmt: skip
_PROMISES = (
    "We will send your {thing} within {n} business days.",
    "Your {thing} will be {deed} by Friday.",
    "You'll have the {thing} back within {n} hours.",
    "We aim to have your {thing} {deed} within {n} working days.",
    "A colleague will call you about the {thing} tomorrow.",
)
_ORDINARY = (
    "Thank you for writing to us about your {thing}, and I am sorry for the trouble.",
    "I had a look at what happened with the {thing} last week and understand it better now.",
    "As far as I can see, the {thing} was {deed} on Monday, but nobody told you about it.",
    "If you still have the {thing} at hand, please keep it until we have heard from each other.",
)
#: What letters say besides.
_LETTER = (
    *_ORDINARY,
    "On Tuesday you wrote that the {thing} had not been {deed}, and you were right.",
    "Your {thing} had number {n}00{n}, which two of our systems wrote in different ways.",
    "That is why nobody saw your first message, although it came in on the same day.",
    "It was not your mistake, and you did everything that could be asked of a customer.",
    "The {thing} in your photo looks like the one in our catalogue, apart from the colour.",
    "Other customers had the same trouble with the {thing}, mostly at the start of the month.",
    "I know how much work it is to write all this down, and it helped me to understand the case.",
    "Please have a look at the copy of the {thing} that is attached to this letter.",
    "There is a number on the back of it, and the name of the shop in which you bought it.",
    "Some of what you asked is explained on our pages about the {thing}, in plain words.",
    "You do not need to do anything about the old {thing}, which was {deed} long ago.",
)
_GREETINGS = ("Dear Ms {thing},", "Hello and good morning,", "Dear customer,", "Hi there,")
_CLOSINGS = (
    "If anything is unclear, just write back to me.\n\nKind regards\nYour service desk",
    "Please accept my apologies once more.\n\nBest wishes from all of us\nThe team",
    "I hope that this answers your question.\n\nYours sincerely\nCustomer care",
)


def book() -> Book:
    """Prepared as for a live edition; metrics have names of a few words."""
    size = Size(standards=STANDARDS, claims=0)
    text = "\n".join(_named(lines(size)))
    return Book.of(load_text(text.replace("\nclaims:", ""), "playbook.yaml"))


def _named(lines: Iterator[str]) -> Iterator[str]:
    names = product(_THINGS, _DEEDS)
    for line in lines:
        if match := re.fullmatch(r"(  m\d+: \{)(kind: duration\})", line):
            thing, deed = next(names)
            to = f"from: the customer asks, to: the {thing} is {deed}, better: less"
            yield f"{match[1]}name: {thing.title()} {deed}, {to}, {match[2]}"
        else:
            yield line


def letters(count: int, words: int = 200, seed: int = 20261201) -> list[str]:
    """Letters that differ from each other: of their dozen sentences three or four promise."""
    chance = random.Random(seed)
    return [_letter(chance, words) for _ in range(count)]


def _letter(chance: random.Random, words: int) -> str:
    greeting, closing = chance.choice(_GREETINGS), chance.choice(_CLOSINGS)
    promises = [_filled(chance, each) for each in chance.sample(_PROMISES, chance.choice((3, 4)))]
    said = sum(len(each.split()) for each in (greeting, closing, *promises))
    sentences = list(promises)
    for ordinary in chance.sample(_LETTER, len(_LETTER)):
        if said >= words:
            break
        sentences.append(_filled(chance, ordinary))
        said += len(ordinary.split())
    chance.shuffle(sentences)
    half = len(sentences) // 2
    paragraphs = (" ".join(sentences[:half]), " ".join(sentences[half:]))
    return "\n\n".join((_filled(chance, greeting), *paragraphs, closing))


def dense(count: int, words: int = 200, seed: int = 20261201) -> list[str]:
    """Drafts that differ from each other; of each three sentences one or two promise."""
    chance = random.Random(seed)
    return [" ".join(_sentences(chance, words)) for _ in range(count)]


def _sentences(chance: random.Random, words: int) -> Iterator[str]:
    said = 0
    while said < words:
        sentence = _filled(chance, chance.choice((*_PROMISES, *_ORDINARY)))
        said += sentence.count(" ") + 1
        yield sentence


def _filled(chance: random.Random, sentence: str) -> str:
    return sentence.format(
        thing=chance.choice(_THINGS), deed=chance.choice(_DEEDS), n=chance.randint(1, 20)
    )

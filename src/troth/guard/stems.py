"""Words without their endings, so that "arrives", "arrived" and "arrival" are one."""

import re
from collections.abc import Iterator
from functools import lru_cache

from troth.guard.words.lists import words
from troth.guard.words.verbs import FORMS

#: Words that tell nothing of what is meant.
EMPTY = words(
    "a an the this that these those it its he she they them their we us our ours i me my you",
    "your who what which where when while how there here and or but nor so if unless until till",
    "as than then though of in on at to for from by with without within into onto upon off out",
    "over under up down about across after during between through along per via near around is",
    "are was were be been being am do does did done have has had having will would shall should",
    "can could may might must not no any some all both each every either please very just only",
    "also even still already ll s t re ve d m another other others set",
)
_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ivals", "ival", "als", "al", "ies", "ied",
    "ers", "er", "ed", "es", "ly", "s", "e", "y",
)  # fmt: skip


def stems(text: str) -> Iterator[str]:
    """Each telling word of a text in lower case, without its ending."""
    for word in _WORD.findall(text):
        bare = word.removesuffix("'s").removesuffix("'ll")
        if bare not in EMPTY:
            yield stem(bare)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """`arriv` of arrive, arrives, arrived, arrival."""
    if word in FORMS:
        word = FORMS[word][0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word

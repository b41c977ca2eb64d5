"""The words of a text that tell what it is about, each as the notions that it may stand for."""

import re
from collections.abc import Iterator
from functools import lru_cache

from troth.guard.forms import plain_of
from troth.guard.linking.families import FAMILIES, NOTIONS
from troth.guard.linking.idioms import said_plainly
from troth.guard.words.lists import words
from troth.guard.words.verbs import FORMS

#: A notion and how surely it is meant.
Senses = tuple[tuple[str, float], ...]

#: Words that tell nothing of what is promised: grammar, courtesy, and whatever is a quantity.
_EMPTY = words(
    "a an the this that these those it its he she they them their his her we us our ours i me my",
    "you your yours ya who whom whose which what where when while why how there here one ones",
    "and or but nor so if unless until till as than then though although because since whether",
    "of in on at to for from by with without within into onto upon off out over under up down",
    "about across after before during between through along per via near around inside beyond",
    "is are was were be been being am do does did done doing have has had having will would",
    "shall should can could may might must won't don't doesn't didn't isn't aren't can't let",
    "needn't ll s t re ve d m not no never none nothing any some all both each every either",
    "please thanks thank sorry hi hello dear sure well just only also even still already very",
    "really right soon shortly immediately straight away quickly asap moment moments later",
    "least most more less much many few several about nearly almost usually typically normally",
    "always generally promise promised guarantee guaranteed expect aim aims try best able going",
    "get gets make makes made take takes need needs want go goes went put give gives given thing",
    "things something anything everything way time times case cases now ahead exactly whole",
    "second seconds minute minutes min mins hour hours hr hrs day days week weeks weekend month",
    "months fortnight year years quarter business working today tomorrow tonight morning noon",
    "midday afternoon evening night midnight monday tuesday wednesday thursday friday saturday",
    "sunday mon tue tues wed thu thur thurs fri sat sun january february march april june july",
    "august september october november december spring summer autumn winter am pm eod cob close",
    "end half couple dozen one two three four five six seven eight nine ten eleven twelve",
    "fifteen twenty thirty forty sixty ninety hundred thousand percent cent first last twice once",
    "cannot like it'll we'll you'll i'll they'll that'll there'll he'll she'll i'm we're you're",
    "it's that's there's i've we've you've i'd we'd you'd let's again same own long short instead",
    "usd gbp eur euros dollars pounds",
)
_WORD = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
_TAG = re.compile(r"<[^>]{0,500}>")
#: Code points of one text that are read: whoever writes more in one clause says nothing more.
_MOST = 1000


def said(text: str) -> str:
    """The text in one spelling, without markup."""
    return plain_of(_TAG.sub(" ", text[:_MOST]), "text").text


def senses(text: str) -> Iterator[tuple[str, Senses]]:
    """Each telling word of a text in one spelling, with what it may stand for."""
    for word in dict.fromkeys(_WORD.findall(said_plainly(text))):
        if word not in _EMPTY:
            yield word, _senses(word)


@lru_cache(maxsize=20_000)
def _senses(word: str) -> Senses:
    for form in _forms(word):
        known = NOTIONS.get(form)
        if known:
            return known
    return ((_stem(word), 1.0),)


def _forms(word: str) -> Iterator[str]:
    """The word, and what it may be a form of."""
    yield word
    bare = word.removesuffix("'s").removesuffix("'")
    yield bare
    if bare in FORMS:
        yield FORMS[bare][0]
    for ending, other in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            yield bare.removesuffix(ending) + other


_ENDINGS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"),
    ("ing", ""), ("ing", "e"), ("lling", "l"), ("lled", "l"), ("ly", ""), ("ment", ""),
)  # fmt: skip


def _stem(word: str) -> str:
    if word in FORMS:
        return FORMS[word][0]
    for ending, other in _ENDINGS[:4]:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending) + other
    return word


def is_known(notion: str) -> bool:
    """Whether it is a notion that companies often speak of, beyond a mere word."""
    return notion in FAMILIES

"""One idea a file: what makes a promise, and what only looks like one.

Each file says in its first sentence what it knows, has sentences in which it finds a promise
(`FINDS`) and others in which no promise stands (`SPARES`), and reads a clause: `read` returns a
`Hit`, `SPARED`, or None where it does not know. The first that knows decides.
"""

from collections.abc import Callable
from types import ModuleType

from troth.guard.hits import Hit
from troth.guard.phrases import (
    able,
    adverse,
    always_so,
    asked,
    assured,
    best_effort,
    bounded,
    condition,
    courtesy,
    doing_now,
    dropped,
    duty,
    entitles,
    expect,
    give_us_time,
    hypothetical,
    instructed,
    invited,
    it_will,
    it_will_be,
    kept_open,
    labelled,
    made_right,
    needed,
    never,
    no_charge,
    nominal,
    offered,
    others,
    past,
    priced,
    puffery,
    quoted_words,
    refused,
    regular,
    reported,
    scheduled,
    standing,
    stood_by,
    timed,
    waiting,
    we_do,
    we_will,
    weighed,
    wished,
    you_get,
    you_know,
    you_will_get,
)
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

#: In the order in which they are asked.
PHRASES: tuple[ModuleType, ...] = (
    quoted_words,
    asked,
    condition,
    reported,
    others,
    give_us_time,
    no_charge,
    never,
    you_know,
    bounded,
    always_so,
    instructed,
    offered,
    courtesy,
    wished,
    made_right,
    hypothetical,
    refused,
    duty,
    adverse,
    past,
    stood_by,
    needed,
    waiting,
    puffery,
    expect,
    best_effort,
    able,
    you_will_get,
    you_get,
    scheduled,
    we_will,
    dropped,
    it_will_be,
    it_will,
    doing_now,
    invited,
    kept_open,
    priced,
    entitles,
    assured,
    labelled,
    nominal,
    standing,
    regular,
    we_do,
    timed,
    weighed,
)


def name_of(phrase: ModuleType) -> str:
    """The name of a phrase, as `Found.why` gives it: `we-will`."""
    return phrase.__name__.rpartition(".")[2].replace("_", "-")


_Reader = tuple[str, Callable[[Clause], Hit | None]]
MODALS = (
    *("", "be", "can", "could", "did", "do", "had"),
    *("have", "may", "must", "should", "was", "will", "would"),
)

#: By the auxiliary and the subject of a clause: a phrase that names its `AUXILIARIES` or its
#: `SUBJECTS` is asked about no others.
_READERS: dict[tuple[str, Who], tuple[_Reader, ...]] = {
    (modal, who): tuple(
        (name_of(phrase), phrase.read)
        for phrase in PHRASES
        if modal in getattr(phrase, "AUXILIARIES", MODALS)
        and who in getattr(phrase, "SUBJECTS", Who)
    )
    for modal in MODALS
    for who in Who
}


def read(clause: Clause) -> tuple[str, Hit] | None:
    """The first phrase that knows the clause, by name, and what it made of it."""
    for name, reader in _READERS[clause.modal, clause.who]:
        hit = reader(clause)
        if hit is not None:
            return name, hit
    return None

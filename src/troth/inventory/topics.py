"""What a promise is about, without a playbook: one notion of service, or else nothing special."""

from troth.guard.linking.families import MANNERS
from troth.guard.linking.words import is_known, said, senses

#: Words of service that tell less than any thing that is named beside them.
_LESS = MANNERS | {"reply", "money", "card", "price", "group", "repeat", "total", "new"}
#: About nothing that is known.
OTHER = "other"
#: A word stands for a notion at least this surely.
_SURE = 0.6


def notions(clause: str) -> frozenset[str]:
    """Every notion, and every other telling word, of a clause."""
    return frozenset(meant[0][0] for _, meant in senses(said(clause)))


def topic_of(clause: str) -> str:
    """The first notion that tells a thing, else the first that tells a manner, else other."""
    known = [
        notion
        for _, meant in senses(said(clause))
        for notion, sure in meant[:1]
        if sure >= _SURE and is_known(notion)
    ]
    things = [notion for notion in known if notion not in _LESS]
    return (things or known or [OTHER])[0]

"""Whether terms fit what they are about: no price for a metric that measures time."""

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from troth.playbook.problems import Problem
from troth.playbook.schema.term import read_term
from troth.playbook.tree import Document, Map
from troth.playbook.walk import matches
from troth.terms import Kind

#: Holders with a metric, and the keys of their terms.
_WITH_METRIC = (
    ("touchpoints.*.expectations.*", ("desired", "adequate")),
    ("standards.*", ("term",)),
    ("claims.*", ("term",)),
    ("capabilities.*", ("term",)),
    ("competitors.*.claims.*", ("term",)),
)

#: Terms that are about time, whatever the metric of their holder.
_DURATIONS = (
    "touchpoints.*.expectations.*.silence",
    "standards.*.updates",
    "claims.*.updates",
    "chains.*.legs.*.term",
)

_NAMES = {
    Kind.DURATION: "a duration",
    Kind.SHARE: "a share",
    Kind.MONEY: "money",
    Kind.COUNT: "a count",
    Kind.YES_NO: "a matter of yes or no",
}

_EXAMPLES = {
    Kind.DURATION: "within 4 business hours",
    Kind.SHARE: "at least 95 %",
    Kind.MONEY: "at most EUR 20",
    Kind.COUNT: "at most 2 per quarter",
    Kind.YES_NO: "always in 90 % of cases",
}


def unfit_terms(document: Document) -> Iterator[Problem]:
    """A problem for each term whose kind is not that of its metric."""
    root = document.root
    metrics = root.get("metrics")
    for pattern, keys in _WITH_METRIC:
        for path, holder in matches(root, pattern):
            kind = _metric_kind(metrics, holder)
            if kind:
                about = f"the metric '{document.get((*path, 'metric'))}' is {_NAMES[kind]}"
                for key in keys:
                    yield from _unfit(document, (*path, key), kind, about)
    for pattern in _DURATIONS:
        for path, _ in matches(root, pattern):
            yield from _unfit(document, path, Kind.DURATION, f"'{path[-1]}' is a duration")
    yield from _chains_of_other_kinds(document, metrics)
    yield from _authority_of_other_kinds(document, metrics)


def _chains_of_other_kinds(document: Document, metrics: object) -> Iterator[Problem]:
    for path, chain in matches(document.root, "chains.*"):
        kind = _metric_kind(metrics, chain)
        if kind not in (None, Kind.DURATION):
            yield Problem(
                place=document.place((*path, "metric")),
                wrong=f"the legs of a chain take time, but this metric is {_NAMES[kind]}",
                right="name a metric of the kind duration",
            )


def _authority_of_other_kinds(document: Document, metrics: object) -> Iterator[Problem]:
    for path, _ in matches(document.root, "authority.*.metrics.*"):
        name = str(document.get(path))
        declared = metrics.get(name) if isinstance(metrics, Map) else None
        kind = declared.get("kind") if isinstance(declared, Map) else None
        if isinstance(kind, str) and kind in list(Kind):
            about = f"the metric '{name}' is {_NAMES[Kind(kind)]}"
            yield from _unfit(document, (*path[:2], "term"), Kind(kind), about)


def _unfit(
    document: Document, path: tuple[str | int, ...], kind: Kind, about: str
) -> Iterator[Problem]:
    try:
        term = read_term(document.get(path))
    except PydanticCustomError:
        return  # the schema tells what is wrong with the text
    if term.kind != kind:
        yield Problem(
            place=document.place(path),
            wrong=f"'{term}' is {_NAMES[term.kind]}, but {about}",
            right=f"write for example '{_EXAMPLES[kind]}'",
        )


def _metric_kind(metrics: object, holder: object) -> Kind | None:
    if not (isinstance(metrics, Map) and isinstance(holder, Map)):
        return None
    declared = metrics.get(str(holder.get("metric")))
    kind = declared.get("kind") if isinstance(declared, Map) else None
    return Kind(kind) if isinstance(kind, str) and kind in list(Kind) else None

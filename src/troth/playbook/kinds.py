"""Whether terms fit what they are about: no price for a metric that measures time."""

from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from troth.playbook.problems import Problem
from troth.playbook.schema.term import read_term
from troth.playbook.tree import Document, Map
from troth.playbook.walk import matches
from troth.said import Said, said
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
    Kind.DURATION: said("a duration"),
    Kind.SHARE: said("a share"),
    Kind.MONEY: said("money"),
    Kind.COUNT: said("a count"),
    Kind.YES_NO: said("a matter of yes or no"),
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
                about = _metric_is(str(document.get((*path, "metric"))), kind)
                for key in keys:
                    yield from _unfit(document, (*path, key), kind, about)
    for pattern in _DURATIONS:
        for path, _ in matches(root, pattern):
            about = said("'{key}' is a duration", key=str(path[-1]))
            yield from _unfit(document, path, Kind.DURATION, about)
    yield from _chains_of_other_kinds(document, metrics)
    yield from _authority_of_other_kinds(document, metrics)


def _chains_of_other_kinds(document: Document, metrics: object) -> Iterator[Problem]:
    for path, chain in matches(document.root, "chains.*"):
        kind = _metric_kind(metrics, chain)
        if kind not in (None, Kind.DURATION):
            yield Problem(
                place=document.place((*path, "metric")),
                wrong=said(
                    "the legs of a chain take time, but this metric is {kind}", kind=_NAMES[kind]
                ),
                right=said("name a metric of the kind duration"),
            )


def _authority_of_other_kinds(document: Document, metrics: object) -> Iterator[Problem]:
    for path, _ in matches(document.root, "authority.*.metrics.*"):
        name = str(document.get(path))
        declared = metrics.get(name) if isinstance(metrics, Map) else None
        kind = declared.get("kind") if isinstance(declared, Map) else None
        if isinstance(kind, str) and kind in list(Kind):
            about = _metric_is(name, Kind(kind))
            yield from _unfit(document, (*path[:2], "term"), Kind(kind), about)


def _metric_is(name: str, kind: Kind) -> Said:
    return said("the metric '{metric}' is {kind}", metric=name, kind=_NAMES[kind])


def _unfit(
    document: Document, path: tuple[str | int, ...], kind: Kind, about: Said
) -> Iterator[Problem]:
    try:
        term = read_term(document.get(path))
    except PydanticCustomError:
        return  # the schema tells what is wrong with the text
    if term.kind != kind:
        yield Problem(
            place=document.place(path),
            wrong=said(
                "'{term}' is {kind}, but {about}",
                term=str(term),
                kind=_NAMES[term.kind],
                about=about,
            ),
            right=said("write for example {example}", example=f"'{_EXAMPLES[kind]}'"),
        )


def _metric_kind(metrics: object, holder: object) -> Kind | None:
    if not (isinstance(metrics, Map) and isinstance(holder, Map)):
        return None
    declared = metrics.get(str(holder.get("metric")))
    kind = declared.get("kind") if isinstance(declared, Map) else None
    return Kind(kind) if isinstance(kind, str) and kind in list(Kind) else None

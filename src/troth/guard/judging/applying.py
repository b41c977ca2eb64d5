"""The terms that apply to a case, or may where too little is known of it."""

from dataclasses import dataclass

from troth.guard.book import Book
from troth.guard.context import Context
from troth.playbook import Playbook
from troth.playbook.scope import Scope, overlap
from troth.promises.overlays import Layer, Level, agreed_on, best_of
from troth.said import said


@dataclass(frozen=True, kw_only=True)
class Applying:
    """Layers in the order of the playbook; none where nothing is promised of the kind."""

    layers: tuple[Layer, ...] = ()
    #: Whether enough is known of the case to say which one applies.
    known: bool = True
    #: Why none applies; empty where one does.
    reason: str = ""


def applying(book: Book, metric: str | None, context: Context) -> Applying:
    """The one that applies; where facets are missing, each that may.

    What is surely beaten is left out: a customer's agreement leaves no standard a chance.

    Args:
        book: the edition in force; its horizon says when the case starts where `at` does not.
        metric: what the promise is about.
        context: whose facets and agreements count.
    """
    if metric is None:
        return Applying(reason=said("the playbook measures nothing of the kind"))
    at = context.at or book.horizon.start
    agreed = agreed_on(context.agreements, metric, at)
    standards = book.standards_on(metric)
    if not standards:
        return _claimed(book.playbook, metric, context, tuple(agreed))
    all_layers = (*standards, *agreed)
    found = best_of(all_layers, metric, context.facets)
    case: Scope = {facet: (value,) for facet, value in context.facets.items()}
    sure = found.layer.strength if found.layer else None
    possible = [
        layer
        for layer in all_layers
        if overlap(layer.scope, case)
        and not _is_covered(layer, case)
        and (sure is None or layer.strength > sure)
    ]
    layers = [*([found.layer] if found.layer else []), *possible]
    return Applying(layers=tuple(layers), known=not possible, reason=found.reason or "")


def _claimed(
    playbook: Playbook, metric: str, context: Context, agreed: tuple[Layer, ...]
) -> Applying:
    """Where no team has a standard, what the company claims is all that it is held to."""
    case: Scope = {facet: (value,) for facet, value in context.facets.items()}
    claims = [
        Layer(
            level=Level.STANDARD,
            id=name,
            term=str(claim.term),
            calendar=claim.calendar
            or (playbook.teams[claim.team].calendar if claim.team else None),
            team=claim.team,
            scope=claim.scope,
        )
        for name, claim in playbook.claims.items()
        if claim.metric == metric and overlap(claim.scope, case)
    ]
    layers = tuple(each for each in (*agreed, *claims) if overlap(each.scope, case))
    known = all(_is_covered(each, case) for each in layers)
    reason = "" if layers else said("there is no standard and no claim for {metric}", metric=metric)
    return Applying(layers=layers, known=known, reason=reason)


def _is_covered(layer: Layer, case: Scope) -> bool:
    """Whether all is known that its scope asks for; it was weighed already then."""
    return all(facet in case for facet in layer.scope)

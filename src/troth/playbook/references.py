"""Every reference of the language by name, and the problems of those that lead nowhere."""

from collections.abc import Iterator

from troth.playbook.problems import Problem, suggestion
from troth.playbook.tree import Document, Map, Path, as_id
from troth.playbook.walk import KEYS, matches
from troth.said import said

#: The calendars of closures, which are used in `except` and nowhere else.
CLOSURES = "closures"

#: Where an id stands, and the section that declares it.
REFERENCES = (
    ("calendars.*.sum.*", "calendars"),
    ("calendars.*.of", "calendars"),
    ("calendars.*.except.*", CLOSURES),
    ("teams.*.calendar", "calendars"),
    ("stages.*.primary", "teams"),
    ("stages.*.secondary", "teams"),
    ("stages.*.tertiary", "teams"),
    ("metrics.*.before", "metrics"),
    ("touchpoints.*.stage", "stages"),
    ("touchpoints.*.owner", "teams"),
    ("touchpoints.*.expectations.*.metric", "metrics"),
    ("touchpoints.*.expectations.*.calendar", "calendars"),
    ("touchpoints.*.standards.*", "standards"),
    ("standards.*.metric", "metrics"),
    ("standards.*.team", "teams"),
    ("standards.*.calendar", "calendars"),
    ("standards.*.precept", "precepts"),
    ("standards.*.chain", "chains"),
    ("standards.*.needs.*", "duties"),
    ("duties.*.calendar", "calendars"),
    ("claims.*.metric", "metrics"),
    ("claims.*.team", "teams"),
    ("claims.*.owner", "teams"),
    ("claims.*.calendar", "calendars"),
    ("claims.*.chain", "chains"),
    ("claims.*.relies-on.*", "teams"),
    ("claims.*.agreed.~", "teams"),
    ("claims.*.needs.*", "duties"),
    ("capabilities.*.team", "teams"),
    ("capabilities.*.metric", "metrics"),
    ("capabilities.*.calendar", "calendars"),
    ("chains.*.metric", "metrics"),
    ("chains.*.legs.*.team", "teams"),
    ("chains.*.legs.*.calendar", "calendars"),
    ("offers.*.serves.*", "values"),
    ("authority.*.metrics.*", "metrics"),
    ("amends.*.metrics.*", "metrics"),
    ("competitors.*.claims.*.metric", "metrics"),
    ("competitors.*.claims.*.calendar", "calendars"),
    ("questions.*.about.*", "values"),
    ("questions.*.when.*", "stages"),
    ("milestones.*.stage", "stages"),
    ("milestones.*.ours.*", "standards"),
    ("milestones.*.theirs.*", "duties"),
)

#: Where a scope stands.
SCOPES = (
    "touchpoints.*.expectations.*.scope",
    "standards.*.scope",
    "duties.*.scope",
    "claims.*.scope",
    "capabilities.*.scope",
    "chains.*.scope",
    "offers.*.scope",
    "authority.*.scope",
    "amends.*.scope",
    "competitors.*.claims.*.scope",
)


def dangling(document: Document) -> Iterator[Problem]:
    """A problem for each reference to what is not declared, and for each stage declared twice."""
    declared: dict[str, set[str]] = {}
    for pattern, section in REFERENCES:
        if section not in declared:
            declared[section] = _declared(document.root, section)
        for path, value in matches(document.root, pattern):
            referred = as_id(value)
            if referred is not None and referred not in declared[section]:
                is_key = pattern.endswith(KEYS)
                place = document.key_place(path) if is_key else document.place(path)
                wrong, right = _nowhere(document, referred, section, declared[section])
                yield Problem(place=place, wrong=wrong, right=right)
    yield from _stages_twice(document)


def undeclared_facets(document: Document) -> Iterator[Problem]:
    """A problem for each facet, or value of one, that `facets` does not know."""
    facets = {
        str(path[1]): {str(value) for value in values}
        for path, values in matches(document.root, "facets.*")
        if isinstance(values, list)
    }
    for pattern in SCOPES:
        for path, scope in matches(document.root, pattern):
            if isinstance(scope, Map):
                yield from _scope_problems(document, path, scope, facets)


def _scope_problems(
    document: Document, path: Path, scope: Map, facets: dict[str, set[str]]
) -> Iterator[Problem]:
    for facet, values in scope.items():
        where = (*path, facet)
        if facet not in facets:
            place = document.key_place(where)
            right = suggestion(facet, facets) or said(
                "declare it: '{line}'", line=f"facets: {{{facet}: [...]}}"
            )
            yield Problem(
                place=place,
                wrong=said("'{word}' is not one of `{section}`", word=facet, section="facets"),
                right=right,
            )
        elif isinstance(values, list):
            for position, value in enumerate(values):
                if str(value) not in facets[facet] and not isinstance(value, (dict, list)):
                    yield Problem(
                        place=document.place((*where, position)),
                        wrong=said(
                            "'{value}' is not a value of the facet '{facet}'",
                            value=str(value),
                            facet=facet,
                        ),
                        right=suggestion(str(value), facets[facet])
                        or said(
                            "write one of {values}, or declare it",
                            values=", ".join(sorted(facets[facet])),
                        ),
                    )


def _declared(root: Map, section: str) -> set[str]:
    pattern = {"stages": "stages.*.id", "values": "values.*"}.get(section)
    if pattern:
        return {str(value) for _, value in matches(root, pattern)}
    closures = {str(path[1]) for path, _ in matches(root, "calendars.*.ical")}
    if section == CLOSURES:
        return closures
    values = root.get(section)
    ids = set(values) if isinstance(values, Map) else set()
    return ids - closures if section == "calendars" else ids


def _nowhere(document: Document, value: str, section: str, known: set[str]) -> tuple[str, str]:
    if document.get(("calendars", value)) is not None:
        if section == CLOSURES:
            return (
                said("'{calendar}' has hours, not closures", calendar=value),
                said("name a calendar with `ical`"),
            )
        if section == "calendars":
            return (
                said("'{calendar}' has closures, not hours", calendar=value),
                said("use it in the `except` of a calendar"),
            )
    where = "calendars" if section == CLOSURES else section
    return (
        said("'{word}' is not one of `{section}`", word=value, section=where),
        suggestion(value, known) or said("declare it under `{section}`", section=where),
    )


def _stages_twice(document: Document) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, value in matches(document.root, "stages.*.id"):
        stage = as_id(value)
        if stage in first:
            place = document.place(first[stage])
            yield Problem(
                place=document.place(path),
                wrong=said(
                    "the stage '{stage}' stands here a second time, first at {place}",
                    stage=stage,
                    place=f"{place.file}:{place.line}",
                ),
                right=said("give each stage its own id"),
            )
        elif stage is not None:
            first[stage] = path

"""Resources: the playbook in force, and the parts of it that an agent needs most."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from troth.mcp.desk import Desk

_YAML, _JSON = "application/yaml", "application/json"


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Something to read."""

    uri: str
    title: str
    about: str
    type: str
    read: Callable[[Desk], str]


def _metrics(desk: Desk) -> str:
    metrics = desk.playbook().metrics
    return _listed(
        {"id": name, "name": metric.name, "kind": str(metric.kind)}
        for name, metric in metrics.items()
    )


def _standards(desk: Desk) -> str:
    standards = desk.playbook().standards
    return _listed(
        {
            "id": name,
            "metric": each.metric,
            "team": each.team,
            "term": str(each.term),
            "strength": str(each.strength),
            "says": each.says,
            "scope": {facet: list(values) for facet, values in each.scope.items()},
        }
        for name, each in standards.items()
    )


def _never_promise(desk: Desk) -> str:
    return json.dumps(list(desk.playbook().never_promise), ensure_ascii=False, indent=1)


def _listed(rows: Iterable[Mapping[str, object]]) -> str:
    kept = [{key: value for key, value in row.items() if value not in (None, {})} for row in rows]
    return json.dumps(kept, ensure_ascii=False, indent=1)


RESOURCES = (
    Resource(
        uri="troth://playbook",
        title="The playbook",
        about="What customers may expect of this company, as it is in force now.",
        type=_YAML,
        read=lambda desk: desk.playbook_text(),
    ),
    Resource(
        uri="troth://playbook/metrics",
        title="What can be promised",
        about="The metrics of the playbook: what the tools call 'metric'.",
        type=_JSON,
        read=_metrics,
    ),
    Resource(
        uri="troth://playbook/standards",
        title="Standards",
        about="The terms that teams keep, each with its metric and for whom it holds.",
        type=_JSON,
        read=_standards,
    ),
    Resource(
        uri="troth://playbook/never-promise",
        title="What nobody promises",
        about="The list of what nobody of this company may promise.",
        type=_JSON,
        read=_never_promise,
    ),
)

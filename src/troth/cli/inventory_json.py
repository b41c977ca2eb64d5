"""The inventory for programs."""

import json
from collections.abc import Mapping
from typing import Any

from troth.cli.streams import printable_json
from troth.inventory import Inventory, Place, Promise
from troth.inventory.contradictions import Contradiction
from troth.inventory.decisions import Decision
from troth.playbook import Playbook


def document(
    inventory: Inventory, playbook: Playbook | None, decisions: Mapping[str, Decision]
) -> str:
    """One object: files, not_read, groups, promises, contradictions."""
    whole = {
        "files": inventory.taken.read,
        "not_read": [{"name": name, "why": why} for name, why in inventory.taken.unread],
        "left_out": inventory.taken.other,
        "groups": [
            {
                "group": group,
                "name": inventory.title(group, playbook),
                "promises": [one.id for one in promises],
            }
            for group, promises in inventory.groups.items()
        ],
        "promises": [_promise(one, inventory, decisions) for one in inventory.promises],
        "contradictions": [_contradiction(one) for one in inventory.contradictions],
    }
    return printable_json(json.dumps(whole, indent=2, ensure_ascii=False))


def _promise(
    one: Promise, inventory: Inventory, decisions: Mapping[str, Decision]
) -> dict[str, Any]:
    backing = inventory.backings.get(one.id)
    decided = decisions.get(one.id)
    found = one.found.as_json()
    return {
        "id": one.id,
        "group": one.group,
        "metric": one.metric,
        "confidence": one.confidence,
        "topic": one.topic,
        "words": one.words,
        **{key: found[key] for key in ("kind", "strength", "quantity", "promiser", "why", "term")},
        "state": (decided.state.value or None) if decided else None,
        "wording": (decided.wording or None) if decided else None,
        "verdict": backing.verdict if backing else None,
        "because": backing.because if backing else None,
        "rests_on": list(backing.rests_on) if backing else [],
        "places": [_place(place) for place in one.places],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.name,
        "page": place.page or None,
        "line": place.line,
        "column": place.column or None,
        "title": place.title or None,
        "team": place.team or None,
        "channel": place.channel,
    }


def _contradiction(one: Contradiction) -> dict[str, Any]:
    return {
        "group": one.group,
        "first": [promise.id for promise in one.first],
        "second": [promise.id for promise in one.second],
        "terms": [str(one.first[0].term), str(one.second[0].term)],
        "because": one.difference.because,
        "exclusive": one.difference.exclusive,
        "same_situation": one.same,
        "across": list(one.across),
    }

"""What was given for a promise, in the playbook's words for customers."""

from dataclasses import dataclass
from datetime import datetime

from troth.playbook import Playbook
from troth.promises.promise import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Something that was given."""

    what: str
    #: `EUR 20`; empty where it is worth no money.
    value: str
    at: datetime
    by_law: bool


def amends_of(promise: Promise, playbook: Playbook | None) -> list[Given]:
    """All that was given for a promise, the first one first."""
    found = []
    for each in promise.amends:
        name = str(each.get("amends", ""))
        declared = playbook.amends.get(name) if playbook else None
        found.append(
            Given(
                what=(declared.says if declared else None) or name.replace("-", " "),
                value=str(each.get("value") or ""),
                at=each["at"],
                by_law=bool(each.get("statutory")),
            )
        )
    return found

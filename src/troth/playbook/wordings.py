"""Wordings of notices: sentences with names in braces, which are put in when they are sent.

`{what} is due by {due}.` Nothing but these names is ever put in: no attribute, no format.
"""

import re
from collections.abc import Mapping

#: What a wording can name, and what it stands for.
NAMES: Mapping[str, str] = {
    "what": "the metric by its name, or what a duty says",
    "whom": "who was promised to, or who owes us their part",
    "holder": "who looks after it",
    "due": "the date that holds, in the reader's zone",
    "before": "the date that it took the place of",
    "why": "why it is at risk, was changed, or was handed over",
    "company": "the company of the playbook",
    "link": "where to find it",
}

_NAME = re.compile(r"\{([^{}]*)\}")


def names_in(wording: str) -> list[str]:
    """The names that a wording has in braces, in their order."""
    return _NAME.findall(wording)


def filled(wording: str, values: Mapping[str, str]) -> str:
    """The wording with values for its names; what is unknown stays as it is written."""
    return _NAME.sub(lambda found: values.get(found[1], found[0]), wording)

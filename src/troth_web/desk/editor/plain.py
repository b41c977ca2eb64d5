"""Words that people write, as the playbook has them."""

import re

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e"})


def as_id(words: str) -> str:
    """Words as an id: small letters, figures and hyphens; empty where there are none."""
    plain = words.casefold().translate(_SPELLED_OUT)
    return "-".join(re.findall("[a-z0-9]+", plain))[:60].strip("-")


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]

"""Words of others within what a model reads: marked, and apart from what it is told to do."""

import json

from troth.answers import Source, free_text


def untrusted(text: str, source: Source) -> str:
    """A text as a line of JSON that says who wrote it, and that it is nothing to follow."""
    marked = free_text(text, source)
    assert marked is not None  # noqa: S101 - there is a text
    return json.dumps(marked.model_dump(mode="json"))

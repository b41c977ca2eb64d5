"""Promises of texts in SARIF 2.1.0."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from troth.cli.guard_places import Placed
from troth.cli.guard_text import LEVELS, said
from troth.cli.guard_texts import Text
from troth.cli.strict_json import strict_json
from troth.guard.phrases import PHRASES, name_of

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(texts: Sequence[Text], *, judged: bool) -> str:
    """One run; each promise is a note, or a result where a verdict is not backed."""
    rules = list(_verdicts()) if judged else _phrases()
    run = {
        "tool": {"driver": {"name": "troth", "version": version("troth"), "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(text.name, one) for text in texts for one in _told(text)],
    }
    return strict_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _phrases() -> list[dict[str, Any]]:
    return [
        {"id": name_of(phrase), "shortDescription": {"text": (phrase.__doc__ or "").split("\n")[0]}}
        for phrase in PHRASES
    ]


def _verdicts() -> Iterator[dict[str, Any]]:
    from troth.guard.judging.ruled import RULES

    for rule in RULES:
        first = (rule.__doc__ or "").split("\n")[0]
        yield {"id": rule.KIND.value, "shortDescription": {"text": first}}


def _told(text: Text) -> Iterator[Placed]:
    return (one for one in text.promises if not (one.verdict and one.verdict.verdict == "backed"))


def _result(name: str, one: Placed) -> dict[str, Any]:
    region = {
        "startLine": one.line,
        "startColumn": one.column,
        "endLine": one.end_line,
        "endColumn": one.end_column,
        "charOffset": one.found.start,
        "charLength": one.found.end - one.found.start,
    }
    place = {"artifactLocation": {"uri": quote(name.replace("\\", "/"))}, "region": region}
    rule, level, message = one.found.why, "note", said(one)
    if one.verdict:
        rule, message = one.verdict.verdict.value, one.verdict.because
        level = LEVELS[rule]
        if one.verdict.wording:
            message = f"{message} Say: {one.verdict.wording}"
    print_of_words = sha256(f"{rule}\n{one.words}".encode()).hexdigest()
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": f"{one.words}: {message}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"promise/v1": print_of_words},
    }

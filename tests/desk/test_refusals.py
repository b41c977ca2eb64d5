"""What the core refuses, a page can say in its reader's language: each refusal keeps its template.

A text that is put together at the spot reaches a German page in English.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src"
#: What people at the desk can come upon.
REACHED = (
    *("troth/authority", "troth/operations", "troth/queries"),
    *("troth/playbook/editing", "troth/playbook/precepts", "troth/playbook/schema"),
    *(f"troth/playbook/{each}.py" for each in ("calendar_problems", "calendars", "compose")),
    *(f"troth/playbook/{each}.py" for each in ("files", "kinds", "merge", "references")),
    *("troth/playbook/syntax.py", "troth/playbook/validate.py"),
    *(f"troth/clock/{each}.py" for each in ("holiday_dates", "hours", "ical", "shifts")),
    *(f"troth/clock/{each}.py" for each in ("timeline", "zone_names")),
    *(f"troth/terms/{each}.py" for each in ("content", "due", "grammar", "measures", "text")),
    *("troth_web/connectors/checks.py", "troth_web/connectors/managing.py"),
    *("troth_web/connectors/mapping.py", "troth_web/connectors/paths.py"),
    *("troth_web/connectors/reading.py", "troth_web/connectors/capture/mail.py"),
    *("troth_web/desk/editor", "troth_web/desk/hatch", "troth_web/desk/pages"),
    *("troth_web/doctor", "troth_web/feeds", "troth_web/outbound", "troth_web/playbooks"),
    *("troth_web/people", "troth_web/webhooks", "troth_web/worker/health.py"),
    *("troth_web/importing.py", "troth_web/inviting.py", "troth_web/jobs"),
)
#: Calls whose texts people read, beside those of errors.
_SPOKEN = frozenset({"refusal", "file_problem", "ok", "warn", "fail", "stop", "note"})
#: Errors for whoever writes code or sits at a command line.
_NOT_SHOWN = frozenset({"AssertionError", "NotSentError", "PydanticCustomError", "ValueError"})
#: An English phrase: names, ids and keys have no spaces.
_PHRASE = re.compile(r"[A-Za-z]{2,}\S* \S*[a-z]{2,}")


def unsaid(code: str) -> Iterator[tuple[int, str]]:
    """The lines that refuse with a text that is no sentence, with the text."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and _is_spoken(node):
            for given in _said(node):
                text = _literal(given)
                if _PHRASE.search(text):
                    yield node.lineno, text


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def _is_spoken(call: ast.Call) -> bool:
    name = _name(call)
    return name in _SPOKEN or (name.endswith("Error") and name not in _NOT_SHOWN)


def _said(call: ast.Call) -> list[ast.expr]:
    # The kind of what is not found is said by the error itself.
    kind = _name(call) == "NotFoundError" and len(call.args) > 1
    return [*call.args[int(kind) :], *(each.value for each in call.keywords)]


def _literal(node: ast.expr) -> str:
    """What stands in quotes; empty where nothing does."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(part) or " " for part in node.values)
    if isinstance(node, ast.IfExp):
        return _literal(node.body) or _literal(node.orelse)
    if isinstance(node, ast.BinOp):
        return _literal(node.left) + _literal(node.right)
    return ""


@pytest.mark.parametrize("place", REACHED)
def test_every_refusal_is_a_sentence(place: str) -> None:
    path = SOURCES / place
    files = [path] if path.is_file() else sorted(path.rglob("*.py"))
    assert files
    found = [
        (str(each.relative_to(SOURCES)), *one)
        for each in files
        for one in unsaid(each.read_text(encoding="utf-8"))
    ]
    assert not found, "say it with troth.said, and translate it"


def test_what_is_put_together_at_the_spot_is_found() -> None:
    code = """
raise UnfitError("due", f"{at} is yet to come")
raise UnfitError("due", said("{at} is yet to come", at=at))
raise NotFoundError("kind of thing", name)
fail("it is gone", "bring it" if there else "make it anew")
"""
    assert [text for _, text in unsaid(code)] == ["  is yet to come", "it is gone", "bring it"]

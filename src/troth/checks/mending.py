"""What a finding proposes, done in the text of the playbook; only where its words say it exactly.

A proposal is no decision: whoever sees the changed text still has to take it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from troth.findings import Finding
from troth.playbook.editing import UnfaithfulEditError, edited, tree_of
from troth.playbook.tree import Path
from troth.terms import TermError, parse

#: After how long something is to be looked at again, where nobody said another day.
REVIEW_AFTER = timedelta(days=182)
_SAY = re.compile(r'(?:say|set) "([^"]+)"')
_RAISE = re.compile(r'raise the standard to "([^"]+)"')
_LISTED = re.compile(r"`needs: \[([^\]]+)\]`")

#: A place and what is to stand there; None takes it away.
Edit = tuple[Path, object]
Tree = Mapping[str, Any]


def mended(text: str, finding: Finding, at: datetime) -> str | None:
    """The text with what the finding proposes; None where that takes a person's decision.

    Args:
        text: the playbook in which it was found.
        finding: of that text.
        at: the instant from which dates are counted.
    """
    tree = tree_of(text)
    path = tree and path_of(tree, finding.place.path)
    if not tree or not path:
        return None
    edit = _edit(tree, path, finding, at)
    if edit is None:
        return None
    try:
        changed = edited(text, *edit)
    except UnfaithfulEditError:
        return None
    return changed if changed != text else None


def path_of(tree: Tree, dotted: str) -> Path | None:
    """The keys of a dotted path; positions in lists become numbers. None where it leads nowhere.

    The last key need not be there: what is missing can be written.
    """
    node: Any = tree
    steps: list[str | int] = []
    names = dotted.split(".")
    for number, name in enumerate(names):
        last = number + 1 == len(names)
        if isinstance(node, list) and name.isdecimal() and int(name) < len(node):
            steps.append(int(name))
            node = node[int(name)]
        elif isinstance(node, Mapping) and (name in node or last):
            steps.append(name)
            node = node.get(name)
        else:
            return None
    return tuple(steps)


def _edit(tree: Tree, path: Path, finding: Finding, at: datetime) -> Edit | None:
    special = _BY_CODE.get(finding.code)
    if special is not None:
        return special(tree, path, finding, at)
    return next(_said(tree, path, finding), None)


def _said(tree: Tree, path: Path, finding: Finding) -> Iterator[Edit]:
    """`say "within 8 business hours"`, or only the share: `say "in 95 % of cases"`."""
    words = _SAY.match(finding.fix)
    present = _at(tree, path)
    if not words or not isinstance(present, str):
        return
    for term in (words[1], f"{present} {words[1]}"):
        try:
            parse(term)
        except TermError:
            continue
        yield path, term


def _reviewed(_tree: Tree, path: Path, _finding: Finding, at: datetime) -> Edit | None:
    return _within(path, "review"), str((at + REVIEW_AFTER).date())


def _nothing_excluded(_tree: Tree, path: Path, _finding: Finding, _at: datetime) -> Edit | None:
    return _within(path, "excludes"), []


def _needs_listed(tree: Tree, path: Path, finding: Finding, _when: datetime) -> Edit | None:
    listed = _LISTED.search(finding.fix)
    if not listed:
        return None
    where = _within(path, "needs")
    present = _at(tree, where)
    known = list(present) if isinstance(present, list) else []
    return where, [*known, *listed[1].split(", ")]


def _taken_out(_tree: Tree, path: Path, _finding: Finding, _at: datetime) -> Edit | None:
    return path[:2], None


def _raised(_tree: Tree, _path: Path, finding: Finding, _at: datetime) -> Edit | None:
    words = _RAISE.match(finding.fix)
    return (("standards", finding.about[1], "term"), words[1]) if words else None


def _within(path: Path, key: str) -> Path:
    """A key of the entry that a path lies in."""
    return (*path[:2], key)


def _at(tree: Tree, path: Path) -> object:
    node: Any = tree
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node


_BY_CODE: Mapping[str, Callable[[Tree, Path, Finding, datetime], Edit | None]] = {
    "TR207": _raised,
    "TR302": _reviewed,
    "TR303": _nothing_excluded,
    "TR304": _needs_listed,
    "TR390": _taken_out,
    "TR391": _taken_out,
}

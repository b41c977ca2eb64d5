"""Setting and taking away one part of a text, with the proof that nothing else has changed.

What a form changes is changed in the text itself, so comments, order and layout of all that the
form does not show stay. Afterwards the text is read again: if it says anything else than what was
meant, the change is refused and the text stays as it is.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml

from troth.errors import TrothError
from troth.playbook.compose import compose
from troth.playbook.editing import spots, written
from troth.playbook.files import Source
from troth.playbook.problems import Problems
from troth.playbook.shape import keys_at
from troth.playbook.tree import Map, Path, dotted

#: A part of the text and what takes its place.
Cut = tuple[int, int, str]


class UnfaithfulEditError(TrothError):
    """A change that would change something else too."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{dotted(path)} cannot be changed without touching what stands around it; "
            "change it in the text"
        )


def edited(text: str, path: Path, value: object) -> str:
    """The text with a value at a path; None takes the part away.

    What would then be left empty is taken away too.

    Args:
        text: YAML with a mapping at its root; it need not be a valid playbook.
        path: keys, and positions in lists; a position at the end appends.
        value: text, numbers, truth values, and lists and mappings of these.

    Raises:
        UnfaithfulEditError: more than this would change, or there is no such place.
    """
    before = tree_of(text)
    if before is None:
        raise UnfaithfulEditError(path)
    present = _at(before, path)
    if isinstance(value, (dict, list, tuple)) and present and _alike(present, value):
        # Part by part, as there may be comments between them.
        for below, each in _apart(present, value):
            text = edited(text, (*path, below), each)
        return text
    try:
        meant = _changed(before, path, value)
    except (LookupError, TypeError):
        raise UnfaithfulEditError(path) from None
    if meant == before:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    try:
        start, end, put = _cut(plain, path, value)
    except (spots.NoSuchSpotError, yaml.YAMLError, ValueError):
        raise UnfaithfulEditError(path) from None
    after = plain[:start] + put + plain[end:]
    if tree_of(after) != meant:
        raise UnfaithfulEditError(path)
    return after.replace("\n", newline)


def tree_of(text: str) -> dict[str, Any] | None:
    """What a text says, as plain values; None where it is no YAML with a mapping at its root."""
    problems = Problems()
    roots = compose([Source("", text)], problems)
    return roots[0] if roots else None


def _changed(tree: dict[str, Any], path: Path, value: object) -> object:
    """What the tree says once the change is made."""
    copy: Any = _plain(tree)
    if value is None:
        _take(copy, path)
        return copy
    node = copy
    for step in path[:-1]:
        node = _enter(node, step)
    last = path[-1]
    if isinstance(node, list) and last == len(node):
        node.append(_plain(value))
    else:
        node[last] = _plain(value)
    return copy


def _enter(node: Any, step: str | int) -> Any:  # noqa: ANN401 - any value of a tree
    if isinstance(node, dict) and node.get(str(step)) is None:
        node[step] = {}
    return node[step]


def _take(copy: Any, path: Path) -> None:  # noqa: ANN401 - any value of a tree
    node = copy
    for step in path[:-1]:
        node = node[step]
    del node[path[-1]]
    if not node and len(path) > 1:
        _take(copy, path[:-1])


def _plain(value: object) -> Any:  # noqa: ANN401 - any value of a tree
    if isinstance(value, (dict, Map)):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return deepcopy(value)


def _at(tree: object, path: Path) -> object:
    node: Any = tree
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node


def _alike(present: object, value: object) -> bool:
    if not value:
        return False
    return isinstance(present, dict) if isinstance(value, dict) else isinstance(present, list)


def _apart(present: Any, value: Any) -> Iterator[tuple[str | int, object]]:  # noqa: ANN401 - alike
    """What of a mapping or a list changes: what stays or is new first, then what goes."""
    if isinstance(value, dict):
        yield from value.items()
        yield from ((key, None) for key in [*present] if key not in value)
        return
    yield from enumerate(value)
    yield from ((number, None) for number in reversed(range(len(value), len(present))))


def _cut(text: str, path: Path, value: object) -> Cut:
    root = spots.root_of(text)
    if value is None:
        return _taken(text, root, path)
    try:
        node = spots.find(root, path)
    except spots.NoSuchSpotError:
        return _added(text, root, path, value)
    return _replaced(text, root, node, path, value)


def _replaced(text: str, root: yaml.Node, node: yaml.Node, path: Path, value: object) -> Cut:
    start, end = spots.start_of(node), spots.end_of(node, text)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and isinstance(path[-1], str):
        # The key goes too, as what is in brackets stands behind it.
        parent = spots.find(root, path[:-1])
        key = next(k for k, v in spots.pairs(_mapping(parent)) if v is node)
        lines = written.entry(str(path[-1]), value, key.start_mark.column)
        return spots.start_of(key), end, "\n".join(lines).lstrip(" ")
    space = " " if start == end and text[start - 1 : start] == ":" else ""
    return start, end, space + written.inline(value)


def _added(text: str, root: yaml.Node, path: Path, value: object) -> Cut:
    try:
        parent = spots.find(root, path[:-1])
    except spots.NoSuchSpotError:
        return _added(text, root, path[:-1], {path[-1]: value})
    if isinstance(parent, yaml.SequenceNode):
        return _appended(text, parent, value)
    if _is_empty(parent):
        return _first(text, root, parent, path, value)
    mapping = _mapping(parent)
    key, before = _neighbour(mapping, path)
    end = max(spots.end_of(key, text), spots.end_of(before, text))
    if mapping.flow_style:
        return end, end, f", {written.inline(path[-1])}: {written.inline(value)}"
    at = spots.line_end(text, end)
    lines = written.entry(str(path[-1]), value, mapping.value[0][0].start_mark.column)
    apart = "\n" if len(path) == 1 and len(lines) > 1 else ""
    return at, at, "\n" + apart + "\n".join(lines)


def _appended(text: str, parent: yaml.SequenceNode, value: object) -> Cut:
    if not parent.value:
        start = spots.start_of(parent)
        return start, start + len("[]"), f"[{written.inline(value)}]"
    end = spots.end_of(parent.value[-1], text)
    if parent.flow_style:
        return end, end, f", {written.inline(value)}"
    at = spots.line_end(text, end)
    first = spots.start_of(parent.value[0])
    dash = text.rindex("-", spots.line_start(text, first), first)
    pad = " " * (dash - spots.line_start(text, dash))
    return at, at, f"\n{pad}- {written.inline(value)}"


def _is_empty(node: yaml.Node) -> bool:
    return not node.value


def _first(text: str, root: yaml.Node, parent: yaml.Node, path: Path, value: object) -> Cut:
    """The first entry of a mapping that is there and empty."""
    start = spots.start_of(parent)
    end = int(parent.end_mark.index)
    around = _mapping(spots.find(root, path[:-2]))
    if around.flow_style or text[end : spots.line_end(text, end)].strip():
        inner = written.inline({path[-1]: value})
        return start, end, inner if text[start - 1] in " [{" else f" {inner}"
    column = around.value[0][0].start_mark.column + 2
    lines = written.entry(str(path[-1]), value, column)
    return len(text[:start].rstrip(" ")), end, "\n" + "\n".join(lines)


def _neighbour(mapping: yaml.MappingNode, path: Path) -> spots.Pair:
    """The entry behind which a new key stands: the last that comes before it in the language."""
    known = keys_at(path[:-1])
    if path[-1] in known:
        place = known.index(str(path[-1]))
        before = [pair for pair in spots.pairs(mapping) if pair[0].value in known[:place]]
        if before:
            return before[-1]
    return spots.pairs(mapping)[-1]


def _taken(text: str, root: yaml.Node, path: Path) -> Cut:
    parent = spots.find(root, path[:-1])
    if not isinstance(parent, yaml.CollectionNode):
        raise spots.NoSuchSpotError
    spans = list(_spans(text, parent))
    if len(spans) == 1 and len(path) > 1:
        return _taken(text, root, path[:-1])
    number = _number(parent, path[-1])
    start, end = spans[number]
    line = spots.line_start(text, start)
    if not parent.flow_style and not text[line:start].strip():
        return line, min(spots.line_end(text, end) + 1, len(text)), ""
    if number + 1 < len(spans):
        return start, spans[number + 1][0], ""
    return spans[number - 1][1], end, ""


def _spans(text: str, parent: yaml.CollectionNode) -> list[tuple[int, int]]:
    if isinstance(parent, yaml.MappingNode):
        return [
            (spots.start_of(key), max(spots.end_of(key, text), spots.end_of(value, text)))
            for key, value in spots.pairs(parent)
        ]
    found = []
    for each in parent.value:
        start = spots.start_of(each)
        if not parent.flow_style:
            start = text.rindex("-", spots.line_start(text, start), start)
        found.append((start, spots.end_of(each, text)))
    return found


def _number(parent: yaml.Node, step: str | int) -> int:
    if isinstance(parent, yaml.MappingNode):
        return [key.value for key, _ in spots.pairs(parent)].index(step)
    return int(step)


def _mapping(node: yaml.Node) -> yaml.MappingNode:
    if not isinstance(node, yaml.MappingNode):
        raise spots.NoSuchSpotError
    return node

"""Putting the items of a list in another order; each takes its comments along."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import yaml

from troth.playbook.editing import spots
from troth.playbook.editing.edit import UnfaithfulEditError, changed_tree, tree_of, value_at
from troth.playbook.tree import Path


def reordered(text: str, path: Path, order: Sequence[int]) -> str:
    """The text with the items of a list in another order.

    Args:
        text: YAML with a mapping at its root.
        path: where the list stands.
        order: the place of each item before, in the new order; all of them, each once.

    Raises:
        UnfaithfulEditError: there is no such list, or more than its order would change.
    """
    before = tree_of(text)
    present = value_at(before, path)
    if (
        before is None
        or not isinstance(present, list)
        or sorted(order) != list(range(len(present)))
    ):
        raise UnfaithfulEditError(path)
    if list(order) == sorted(order):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    after = _moved(plain, path, order)
    if tree_of(after) != changed_tree(before, path, [present[place] for place in order]):
        raise UnfaithfulEditError(path)
    return after.replace("\n", newline)


def _moved(text: str, path: Path, order: Sequence[int]) -> str:
    try:
        node = spots.find(spots.root_of(text), path)
    except (spots.NoSuchSpotError, yaml.YAMLError):
        raise UnfaithfulEditError(path) from None
    if not isinstance(node, yaml.SequenceNode):
        raise UnfaithfulEditError(path)
    found = list(_items(text, node) if node.flow_style else _lines(text, node))
    pieces = [text[start:end] for start, end in found]
    between = [text[end:start] for (_, end), (start, _) in pairwise(found)]
    put = [pieces[place] for place in order]
    middle = "".join(a + b for a, b in zip(put, [*between, ""], strict=True))
    return text[: found[0][0]] + middle + text[found[-1][1] :]


def _items(text: str, node: yaml.SequenceNode) -> Iterator[tuple[int, int]]:
    """The items of a list in brackets."""
    for each in node.value:
        yield spots.start_of(each), spots.end_of(each, text)


def _lines(text: str, node: yaml.SequenceNode) -> Iterator[tuple[int, int]]:
    """The lines of each item, with the comments before it."""
    start = _above(text, spots.line_start(text, spots.start_of(node.value[0])))
    for each in node.value:
        end = spots.line_end(text, spots.end_of(each, text))
        yield start, end
        start = min(end + 1, len(text))


def _above(text: str, start: int) -> int:
    """Where the comments begin that stand directly above a line."""
    while start > 0:
        line = spots.line_start(text, start - 1)
        if not text[line:start].lstrip().startswith("#"):
            break
        start = line
    return start

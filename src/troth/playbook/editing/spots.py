"""Where the parts of a text stand: spans of characters, found by the parser's own marks."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from troth.playbook.tree import Path

_Loader: Callable[[str], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Pair = tuple[yaml.Node, yaml.Node]


class NoSuchSpotError(Exception):
    """The text has no part at a path."""


def root_of(text: str) -> yaml.MappingNode:
    """The whole text, which is known to be YAML with a mapping at its root."""
    node = _Loader(text).get_single_node()
    if not isinstance(node, yaml.MappingNode):
        raise NoSuchSpotError
    return node


def find(root: yaml.Node, path: Path) -> yaml.Node:
    """The part at a path.

    Raises:
        NoSuchSpotError: there is none.
    """
    node = root
    for step in path:
        node = _below(node, step)
    return node


def _below(node: yaml.Node, step: str | int) -> yaml.Node:
    if isinstance(node, yaml.MappingNode):
        for key, value in pairs(node):
            if key.value == step:
                return value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    raise NoSuchSpotError


def pairs(node: yaml.MappingNode) -> list[Pair]:
    """Keys and values, in order."""
    found: list[Pair] = node.value
    return found


def start_of(node: yaml.Node) -> int:
    """Its first character."""
    return int(node.start_mark.index)


def end_of(node: yaml.Node, text: str) -> int:
    """Behind its last character; blank lines and comments below it are not of it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        return max(end_of(each, text) for each in _parts(node))
    end = int(node.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return start_of(node) + len(text[start_of(node) : end].rstrip("\n"))
    return end


def _parts(node: yaml.CollectionNode) -> Iterator[yaml.Node]:
    for each in node.value:
        yield from each if isinstance(each, tuple) else (each,)


def line_start(text: str, index: int) -> int:
    """The first character of a line."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Behind the last character of a line, before its line feed."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found

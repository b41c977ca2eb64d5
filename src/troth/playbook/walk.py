"""Finding places in the tree by patterns such as `touchpoints.*.expectations.*.metric`."""

from collections.abc import Iterator
from functools import cache

from troth.playbook.tree import Map, Path, Seq

#: Stands for every key of a mapping and every item of a list.
ANY = "*"
#: Stands for the keys of a mapping themselves.
KEYS = "~"


@cache
def _steps(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.split("."))


def matches(root: Map, pattern: str) -> Iterator[tuple[Path, object]]:
    """Path and value of everything that fits; parts of the wrong shape are passed over."""
    yield from _below(root, _steps(pattern), ())


def _below(node: object, steps: tuple[str, ...], path: Path) -> Iterator[tuple[Path, object]]:
    if not steps:
        yield path, node
        return
    step, rest = steps[0], steps[1:]
    if isinstance(node, Map):
        if step == KEYS:
            yield from (((*path, key), key) for key in node)
        elif step == ANY:
            for key, value in node.items():
                yield from _below(value, rest, (*path, key))
        elif step in node:
            yield from _below(node[step], rest, (*path, step))
    elif isinstance(node, Seq) and step == ANY:
        for position, value in enumerate(node):
            yield from _below(value, rest, (*path, position))

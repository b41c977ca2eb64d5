"""What the language has at a path: the part of the schema and its keys."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeGuard, get_args, get_origin

from troth.playbook.schema.base import Part
from troth.playbook.schema.playbook import Sections
from troth.playbook.tree import Path


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys that the mapping at `path` may have, in canonical order; none where ids are free."""
    shape: object = Sections
    for step in path:
        shape = child(shape, str(step))
    return tuple(fields(shape)) if is_part(shape) else ()


def is_part(shape: object) -> TypeGuard[type[Part]]:
    """Whether a shape is a part of the schema, with keys of its own."""
    return isinstance(shape, type) and issubclass(shape, Part)


@cache
def fields(part: type[Part]) -> dict[str, object]:
    """The shapes below a part, by key."""
    return {
        field.alias or name: _without_none(field.annotation, tuple(field.metadata))
        for name, field in part.model_fields.items()
    }


def child(shape: object, step: str) -> object:
    """The shape one step below, or None where the language has nothing."""
    if is_part(shape):
        return fields(shape).get(step)
    shape = bare(shape)
    if get_origin(shape) is dict:
        return get_args(shape)[1]
    if get_origin(shape) is tuple:
        return get_args(shape)[0]
    return None


def bare(shape: object) -> object:
    """A shape without what `Annotated` says about it."""
    return get_args(shape)[0] if get_origin(shape) is Annotated else shape


def _without_none(annotation: object, metadata: tuple[Any, ...]) -> object:
    if get_origin(annotation) in (UnionType,) or type(None) in get_args(annotation):
        annotation = next(kind for kind in get_args(annotation) if kind is not type(None))
    return (
        Annotated[(annotation, *metadata)] if metadata and not is_part(annotation) else annotation
    )


def parts(shape: object = Sections) -> Iterator[type[Part]]:
    """Every part of the language, each once, the whole first."""
    seen: list[type[Part]] = []
    waiting = [shape]
    while waiting:
        shape = waiting.pop(0)
        if is_part(shape) and shape not in seen:
            seen.append(shape)
            waiting.extend(fields(shape).values())
        elif get_args(bare(shape)) and not is_part(shape):
            waiting.append(get_args(bare(shape))[-1 if get_origin(bare(shape)) is dict else 0])
    yield from seen

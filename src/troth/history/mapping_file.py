"""Reading a mapping: one that comes with troth or a YAML file, with every problem at its place."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from troth.history.contradictions import Said, contradictions
from troth.history.errors import InvalidMappingError, listed, nearest
from troth.history.mapping import (
    Hours,
    Join,
    Kept,
    Label,
    Mapping,
    Order,
    Withdrawn,
)
from troth.history.mapping_events import KindColumn, RowEvents
from troth.history.mapping_parts import Shifted, Written
from troth.playbook.compose import compose
from troth.playbook.files import Source, read
from troth.playbook.problems import Problem, Problems
from troth.playbook.tree import Document, Map

_FOLDER = Path(__file__).with_name("mappings")

_PARTS: dict[str, tuple[type[BaseModel], ...]] = {
    "last-by": (Order,),
    "join": (Join, Order),
    "withdrawn": (Withdrawn,),
    "label": (Label,),
    "kept": (Kept,),
    "calendar": (Hours,),
}

#: By the name of a member of a union, which stands in pydantic's path and not in the file.
_MEMBERS: dict[str | int, type[BaseModel]] = {
    "[written]": Written,
    "[shifted]": Shifted,
    "[rows]": RowEvents,
    "[column]": KindColumn,
}
_UNSEEN = {*_MEMBERS, "[columns]", "[word]", "[key]"}

_BLANKS = {
    "zone": "write where the clocks stand that wrote the times, such as America/New_York",
    "dates": 'write how dates are written, such as "%d/%m/%Y %H:%M" or "%m/%d/%Y %H:%M"',
}


def built_in() -> list[str]:
    """The names of the mappings that come with troth."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


def load(name: str) -> Mapping:
    """The mapping of a built-in name, or in a YAML file.

    Raises:
        InvalidMappingError: with every problem, as `file:line:col: key: what; what would be right`.
    """
    is_built_in = name in built_in()
    path = _FOLDER / f"{name}.yaml" if is_built_in else Path(name)
    if not path.is_file():
        missing = f"there is no such file; a mapping is a YAML file or one of {listed(built_in())}."
        raise InvalidMappingError(name, [missing + nearest(name, built_in())])
    problems = Problems()
    texts = [Source(name, source.text) for source in read(path, problems)]
    roots = compose(texts, problems)
    if not roots:
        raise InvalidMappingError(name, problems.found)
    return _validated(Document(roots[0], [name], path.parent), name, problems)


def _validated(document: Document, name: str, problems: Problems) -> Mapping:
    mapping = None
    said = [_blank((key,)) for key, value in document.root.items() if value is None]
    try:
        mapping = Mapping.model_validate(document.root)
    except ValidationError as error:
        said += map(_said, error.errors(include_url=False))
    else:
        said += contradictions(mapping)
    problems.add_all(
        Problem(place=document.place(_in_file(document.root, path)), wrong=wrong, right=right)
        for path, wrong, right in said
    )
    if mapping is None or problems:
        by_place = {problem.order[:3]: problem for problem in reversed(problems.found)}
        raise InvalidMappingError(name, [by_place[place] for place in sorted(by_place)])
    return mapping


def _said(detail: ErrorDetails) -> Said:
    members = [_MEMBERS[step] for step in detail["loc"] if step in _MEMBERS]
    path = tuple(step for step in detail["loc"] if step not in _UNSEEN)
    kind = detail["type"]
    if kind == "missing":
        return Said(path, "is missing", f"write '{path[-1]}: ...'")
    if detail["input"] is None:
        return _blank(path)
    if kind == "extra_forbidden":
        return Said(path, f"unknown key '{path[-1]}'", _known_keys(path, members))
    wrong, _, right = detail["msg"].removeprefix("Value error, ").partition("; ")
    return Said(path, wrong, right or f"{detail['input']!r} does not fit")


def _in_file(root: Map, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path without the position of events that stand alone, where there can be a list."""
    alone = path[:1] == ("events",) and not isinstance(root.get("events"), list)
    return (*path[:1], *path[2:]) if alone else path


def _blank(path: tuple[str | int, ...]) -> Said:
    """A key without value; `propose` leaves such for a person to fill in."""
    right = _BLANKS.get(str(path[-1]), "write what it is")
    return Said(path, "is blank, and troth does not guess it", right)


def _known_keys(path: tuple[str | int, ...], members: Sequence[type[BaseModel]]) -> str:
    parts = _PARTS.get(str(path[0]), members[-1:]) if len(path) > 1 else (Mapping,)
    known = [field.alias or name for part in parts for name, field in part.model_fields.items()]
    return nearest(str(path[-1]), known).strip() or f"known here are {listed(known)}"

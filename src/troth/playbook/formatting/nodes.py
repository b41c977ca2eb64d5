"""A YAML text as its author wrote it: entries with their comments, scalars in their own letters."""

from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Scalar:
    """A piece of text, or an alias, as it stands in the file."""

    #: With quotes, anchor, or the header of a block scalar.
    raw: str
    value: str
    is_block: bool = False


@dataclass(kw_only=True)
class Collection:
    """A mapping or a list."""

    is_map: bool
    #: Written in brackets.
    is_flow: bool
    #: `&name ` or nothing.
    anchor: str = ""
    #: Lines that it runs on over after its first one.
    lines: int = 0
    entries: list["Entry"] = field(default_factory=list)


Node = Scalar | Collection


@dataclass(kw_only=True)
class Entry:
    """A key with its value, or an item of a list, with the comments that belong to it."""

    key: Scalar | None
    value: Node
    #: Of the key or item; lines count from 0, columns too.
    line: int
    column: int
    #: Lines of comment above it; an empty one is a blank line.
    leading: list[str] = field(default_factory=list)
    #: Comment at the end of its line, and its column.
    aside: tuple[str, int] | None = None
    #: Lines of comment below its value, in its own column.
    trailing: list[str] = field(default_factory=list)

    @property
    def is_compact(self) -> bool:
        """Whether its line goes on with the first entry of its own value: `- id: attract`."""
        return self.key is None and isinstance(self.value, Collection) and not self.value.is_flow

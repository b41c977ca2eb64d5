"""From YAML text to nodes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from troth.playbook.formatting.nodes import Collection, Entry, Node, Scalar

_Parser: Callable[[str], yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Text:
    """A text that was read: its root, its entries and scalars in the order in which they stand."""

    source: str
    root: Collection
    entries: list[Entry]
    #: With line and column, counted from 0.
    scalars: list[tuple[int, int, Scalar]]
    #: Whether entries may change places: an alias must stay behind its anchor.
    has_aliases: bool


def read(source: str) -> Text:
    """The nodes of a text that is known to be YAML with a mapping at its root."""
    reader = _Reader(source)
    events = reader.events()
    start = next(event for event in events if isinstance(event, yaml.MappingStartEvent))
    root = reader.collection(start, events)
    return Text(source, root, reader.entries, reader.scalars, reader.has_aliases)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.entries: list[Entry] = []
        self.scalars: list[tuple[int, int, Scalar]] = []
        self.has_aliases = False

    def events(self) -> Iterator[yaml.Event]:
        parser = _Parser(self.source)
        while parser.check_event():
            event: yaml.Event = parser.get_event()  # type: ignore[no-untyped-call]
            yield event

    def collection(
        self, start: yaml.CollectionStartEvent, events: Iterator[yaml.Event]
    ) -> Collection:
        node = Collection(
            is_map=isinstance(start, yaml.MappingStartEvent),
            is_flow=bool(start.flow_style),
            anchor=f"&{start.anchor} " if start.anchor else "",
        )
        for event in events:
            if isinstance(event, yaml.CollectionEndEvent):
                node.lines = _line(event) - _line(start)
                break
            node.entries.append(self.entry(event, events, start, is_map=node.is_map))
        return node

    def entry(
        self,
        event: yaml.Event,
        events: Iterator[yaml.Event],
        parent: yaml.CollectionStartEvent,
        *,
        is_map: bool,
    ) -> Entry:
        mark, dash = event.start_mark, parent.end_mark
        column = mark.column if mark else 0
        if not is_map and not parent.flow_style and dash:
            # Items stand where their dashes do; the list's event ends before or after the first.
            column = dash.column - (self.source[dash.index] != "-")
        entry = Entry(
            key=None,
            value=Scalar(raw="", value=""),
            line=mark.line if mark else 0,
            column=column,
        )
        self.entries.append(entry)
        if is_map:
            entry.key = self.scalar(event)
            event = next(events)
        entry.value = self.node(event, events)
        return entry

    def node(self, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        if isinstance(event, yaml.CollectionStartEvent):
            return self.collection(event, events)
        return self.scalar(event)

    def scalar(self, event: yaml.Event) -> Scalar:
        start, end = event.start_mark, event.end_mark
        raw = self.source[start.index : end.index] if start and end else ""
        is_block = isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">")
        keeps_blank_lines = is_block and "+" in raw.split("\n", 1)[0]
        node = Scalar(
            raw=raw if keeps_blank_lines else raw.rstrip("\n"),
            value=event.value if isinstance(event, yaml.ScalarEvent) else "",
            is_block=is_block,
        )
        self.has_aliases |= isinstance(event, yaml.AliasEvent)
        self.scalars.append((start.line, start.column, node) if start else (0, 0, node))
        return node


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0

"""From YAML text to plain values with places, by the events of PyYAML's parser.

Refused, because they hide what customers are told or harm who reads the file: duplicate keys (YAML
keeps the last in silence), tags, several documents, aliases that expand to millions of values, and
nesting deeper than any playbook.
"""

import re
import sys
from collections.abc import Callable, Sequence

import yaml

from troth.playbook.files import Source
from troth.playbook.problems import Problem, Problems, file_problem
from troth.playbook.scalars import plain_value
from troth.playbook.syntax import forbidden_character, syntax_problem
from troth.playbook.tree import Map, Seq, line_of, pack, unpack
from troth.said import joined, said

#: libyaml where PyYAML has it: ten times as fast.
_Parser: Callable[[str], yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What only an escape such as "\0" can bring into a text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")

#: Levels of nesting; the language itself needs seven.
DEEPEST = 100
#: Keys and values in a playbook after its aliases are expanded; 160,000 lines have some 400,000.
MOST_NODES = 750_000


class _UnreadableError(Exception):
    """The text cannot be read on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def compose(sources: Sequence[Source], problems: Problems) -> list[Map]:
    """The mapping that each text holds; a text that cannot be read adds to `problems` instead."""
    roots = []
    nodes = 0
    for number, source in enumerate(sources):
        forbidden = forbidden_character(source.text, source.name)
        if forbidden:
            problems.add(forbidden)
            continue
        composer = _Composer(source, number, nodes, problems)
        try:
            roots.append(composer.document())
        except _UnreadableError as error:
            problems.add(error.problem)
        except yaml.MarkedYAMLError as error:
            problems.add(syntax_problem(error, source.text, source.name))
        nodes = composer.nodes
    return roots


class _Composer:
    """Reads one text; every method takes the event that it starts with."""

    def __init__(self, source: Source, file: int, nodes: int, problems: Problems) -> None:
        self.name = source.name
        self.file = file
        #: Counted over all files.
        self.nodes = nodes
        self.problems = problems
        #: Where the composer is.
        self.path: list[str | int] = []
        #: Value and number of nodes below each anchor.
        self.anchors: dict[str, tuple[object, int]] = {}
        #: Whether the value stands between braces, where a comma ends it.
        self.in_braces = False
        self.next: Callable[[], yaml.Event] = _Parser(source.text).get_event

    def document(self) -> Map:
        self.next()  # the stream starts
        if isinstance(self.next(), yaml.StreamEndEvent):
            raise _UnreadableError(
                file_problem(
                    self.name, said("nothing is written here"), said("start with 'troth: 1'")
                )
            )
        event = self.next()
        if not isinstance(event, yaml.MappingStartEvent):
            raise self.stop(
                event, said("the file is not a mapping"), said("write keys such as 'claims:'")
            )
        root = self.mapping(event)
        self.next()  # the document ends
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.stop(
                event,
                said("a second document starts here"),
                said("remove the '---', or use two files"),
            )
        return root

    def stop(self, event: yaml.Event, wrong: str, right: str) -> _UnreadableError:
        return _UnreadableError(self.problem(event, wrong, right))

    def problem(self, event: yaml.Event, wrong: str, right: str) -> Problem:
        place = unpack(self.mark(event), [self.name] * (self.file + 1), tuple(self.path))
        return Problem(place=place, wrong=wrong, right=right)

    def mark(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return pack(self.file, mark.line + 1, mark.column + 1) if mark else pack(self.file, 1, 1)

    def value(self, event: yaml.Event) -> object:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if len(self.path) > DEEPEST:
            raise self.stop(
                event, said("nested deeper than {n} levels", n=DEEPEST), said("write it flatter")
            )
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event)
        return self.alias(event)

    def scalar(self, event: yaml.ScalarEvent) -> object:
        self.start(event)
        value = plain_value(event.value) if event.implicit[0] else event.value
        self.refuse_control(event)
        # Whole sections may be empty, as when all of their entries are commented out.
        if value is None and len(self.path) > 1:
            right = said("write a value, or remove the key")
            if self.in_braces:
                comma = said("if a comma before it belongs to the text, quote the text")
                right = joined((right, comma), "; ")
            self.note(event, said("nothing is written here"), right)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        return value

    def refuse_control(self, event: yaml.ScalarEvent) -> None:
        if event.style == '"' and _CONTROL.search(event.value):
            self.note(event, said("a control character is escaped here"), said("write plain text"))

    def alias(self, event: yaml.Event) -> object:
        name = event.anchor if isinstance(event, yaml.NodeEvent) else None
        if name is None or name not in self.anchors:
            raise self.stop(
                event,
                said("the alias *{name} has no anchor before it", name=name),
                said("write &{name} before the value that is meant, or quote the text", name=name),
            )
        value, nodes = self.anchors[name]
        self.count(event, nodes)
        return value

    def mapping(self, start: yaml.MappingStartEvent) -> Map:
        before = self.start(start)
        values = Map()
        path = self.path
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self.key(event)
            key_mark = self.mark(event)
            path.append(key)
            if key in values:
                wrong = said(
                    "'{key}' stands here a second time, first in line {line}",
                    key=key,
                    line=str(line_of(values.key_mark(key))),
                )
                self.note(event, wrong, said("keep one of them"))
            event = self.next()
            self.in_braces = bool(start.flow_style)
            value_mark = self.mark(event)
            value = self.value(event)
            if key not in values:
                values.add(key, value, key_mark, value_mark)
            path.pop()
        self.anchor(start, values, before)
        return values

    def key(self, event: yaml.Event) -> str:
        self.count(event, 1)
        if not isinstance(event, yaml.ScalarEvent):
            raise self.stop(event, said("a key must be text"), said("write 'key: value'"))
        self.refuse_control(event)
        return sys.intern(event.value)

    def sequence(self, start: yaml.SequenceStartEvent) -> Seq:
        before = self.start(start)
        values = Seq()
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            self.in_braces = False
            self.path.append(len(values))
            mark = self.mark(event)
            values.add(self.value(event), mark)
            self.path.pop()
        self.anchor(start, values, before)
        return values

    def start(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> int:
        """Count the node that starts, and return how many there were before it."""
        if event.tag is not None:
            self.note(
                event, said("the tag '{tag}' means nothing here", tag=event.tag), said("remove it")
            )
        self.count(event, 1)
        return self.nodes - 1

    def count(self, event: yaml.Event, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise self.stop(
                event,
                said("more than {n} values, aliases (*name) expanded", n=MOST_NODES),
                said("write a smaller playbook, without aliases that multiply"),
            )

    def anchor(self, start: yaml.NodeEvent, values: object, before: int) -> None:
        if start.anchor:
            self.anchors[start.anchor] = (values, self.nodes - before)

    def note(self, event: yaml.Event, wrong: str, right: str) -> None:
        self.problems.add(self.problem(event, wrong, right))

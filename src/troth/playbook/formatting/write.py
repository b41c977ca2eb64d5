"""From nodes to text: two spaces a level, lists indented, one space after a colon."""

import json
import re

from troth.playbook.formatting.nodes import Collection, Entry, Node, Scalar

#: A collection in brackets that runs over several lines is kept in brackets if it fits into one.
WIDTH = 100
_INDENT = 2


def write(root: Collection, header: list[str], footer: list[str]) -> str:
    """The text of a playbook's file; sections of several lines stand apart."""
    lines = list(header)
    was_long = False
    above: list[str] = []
    for entry in root.entries:
        content = _entry(entry, 0)
        is_long = isinstance(entry.value, Collection) and len(content) > 1
        comments = [*above, *entry.leading]
        if (was_long or is_long) and comments[:1] != [""]:
            lines.append("")
        lines += [*comments, *content]
        # What stands below a section stands above the next one.
        above, was_long = entry.trailing, is_long
    lines += [*above, *footer]
    return "\n".join(lines).strip("\n") + "\n"


def _block(collection: Collection, indent: int) -> list[str]:
    lines: list[str] = []
    pad = " " * indent
    for entry in collection.entries:
        lines += _comments(entry.leading, pad)
        lines += _entry(entry, indent)
        lines += _comments(entry.trailing, pad)
    return lines[1:] if lines and not lines[0] else lines


def _entry(entry: Entry, indent: int) -> list[str]:
    content = _content(entry, indent)
    if entry.aside:
        _put_aside(content, entry)
    return content


def _comments(comments: list[str], pad: str) -> list[str]:
    return [pad + comment if comment else "" for comment in comments]


def _put_aside(content: list[str], entry: Entry) -> None:
    comment, column = entry.aside or ("", 0)
    is_head = isinstance(entry.value, Collection)
    line = content[0] if is_head else content[-1]
    text = line.ljust(column) if len(line) + 2 <= column else line + "  "
    content[0 if is_head else -1] = text + comment


def _content(entry: Entry, indent: int) -> list[str]:
    head = " " * indent + (f"{entry.key.raw}:" if entry.key else "-")
    value = entry.value
    if isinstance(value, Scalar):
        return _scalar(head, value, indent, entry.column)
    if value.is_flow and not _needs_block(value, len(head)):
        return [f"{head} {_flow(value)}"]
    anchor = f" {value.anchor.rstrip()}" if value.anchor else ""
    inner = _block(value, indent + _INDENT)
    if entry.key or anchor:
        return [head + anchor, *inner]
    return _compact(head, inner)


def _compact(head: str, inner: list[str]) -> list[str]:
    """An item whose line goes on with its first entry; comments above that stand above the dash."""
    pad = head[:-1]
    start = next(n for n, line in enumerate(inner) if line and not line.lstrip().startswith("#"))
    above = [pad + line.strip() if line else "" for line in inner[:start]]
    return [*above, f"{head} {inner[start].lstrip()}", *inner[start + 1 :]]


def _scalar(head: str, scalar: Scalar, indent: int, column: int) -> list[str]:
    if not scalar.raw:
        return [head]
    first, *more = scalar.raw.removesuffix("\n").split("\n")
    lines = [f"{head} {first}"]
    if scalar.is_block:
        return lines + _block_scalar(first, more, indent, column)
    pad = " " * (indent + _INDENT)
    return lines + [pad + line.lstrip() if line.strip() else "" for line in more]


def _block_scalar(header: str, lines: list[str], indent: int, column: int) -> list[str]:
    said = re.match(r"(?:&\S+\s+)?[|>][+-]?([1-9])", header)
    if said:
        old, new = column + int(said[1]), indent + int(said[1])
    else:
        filled = next((line for line in lines if line.strip()), "")
        old, new = len(filled) - len(filled.lstrip(" ")), indent + _INDENT
    return [" " * new + line[old:] if line[old:] else "" for line in lines]


def _needs_block(collection: Collection, before: int) -> bool:
    if not collection.entries:
        return False
    too_long = collection.lines and before + 1 + len(_flow(collection)) > WIDTH
    return bool(too_long) or _has_comments(collection)


def _has_comments(node: Node) -> bool:
    return isinstance(node, Collection) and any(
        any(entry.leading) or any(entry.trailing) or entry.aside or _has_comments(entry.value)
        for entry in node.entries
    )


def _flow(node: Node) -> str:
    if isinstance(node, Scalar):
        # Several lines become one, with \n for what they hold of line breaks.
        return json.dumps(node.value, ensure_ascii=False) if "\n" in node.raw else node.raw
    inner = ", ".join(
        f"{entry.key.raw}: {_flow(entry.value)}" if entry.key else _flow(entry.value)
        for entry in node.entries
    )
    return node.anchor + (f"{{{inner}}}" if node.is_map else f"[{inner}]")

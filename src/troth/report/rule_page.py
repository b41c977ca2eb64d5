"""A rule's page, as it stands in its docstring, as HTML."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

_CODE = re.compile(r"`([^`]+)`")


def rule_html(text: str) -> str:
    """Headings, paragraphs, lists and code blocks, all else escaped; without the first line."""
    blocks = _blocks(text.partition("\n")[2].strip())
    return "\n".join(_block_html(kind, lines) for kind, lines in blocks)


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Kind and lines of each block; blank lines part paragraphs, fences hold code."""
    for number, part in enumerate(text.split("```")):
        if number % 2:
            yield "code", part.split("\n")[1:]
            continue
        for blank, lines in groupby(part.split("\n"), lambda line: not line.strip()):
            if not blank:
                block = list(lines)
                yield _kind(block[0]), block


def _kind(line: str) -> str:
    return {"#": "heading", "-": "list"}.get(line[0], "paragraph")


def _block_html(kind: str, lines: list[str]) -> str:
    if kind == "code":
        return f"<pre>{escape(chr(10).join(lines).strip())}</pre>"
    if kind == "heading":
        return f"<h4>{escape(lines[0].lstrip('# '))}</h4>"
    if kind == "list":
        items = re.split(r"^- ", "\n".join(lines), flags=re.MULTILINE)[1:]
        return f"<ul>{''.join(f'<li>{inline_html(item)}</li>' for item in items)}</ul>"
    return f"<p>{inline_html(' '.join(lines))}</p>"


def inline_html(text: str) -> str:
    """The text escaped, with what stands in backticks as code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))

"""Markdown: code and addresses are left out, emphasis is taken off, wrapped lines are joined."""

import re

from troth.guard.forms.tables import bars
from troth.guard.text.plain import Edit, Plain, edited

_FRONT = re.compile(r"\A---\n")
_LINK = re.compile(
    r"(?P<open>!?\[)(?P<words>[^\[\]\n]{0,300})(?P<close>\](?:\([^()\n]{0,600}\)"
    r"|\[[^\[\]\n]{0,100}\]))"
)
_EMPHASIS = re.compile(
    r"(?<![\w*_~])[*_~]{1,3}(?=[\w$€£\"'])|(?<=[\w.!?%)\"'€])[*_~]{1,3}(?![\w*_~])"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_WRAP = re.compile(r"(?<=[^\n])\n(?=[^\n\s#>*+|=-])(?!\d{1,3}[.)] )")


def markdown(text: str) -> Plain:
    """Markdown as its reader sees it."""
    edits = _blocks(text)
    taken = [(start, end) for start, end, _ in edits]
    for pattern in (_LINK, _EMPHASIS, _TAG, _WRAP):
        edits += _of(pattern, text)
    edits += bars(text)
    edits.sort()
    kept: list[Edit] = []
    for edit in edits:
        if (not kept or edit[0] >= kept[-1][1]) and (edit[:2] in taken or edit[0] < edit[1]):
            kept.append(edit)
    return edited(Plain(text), kept)


def _of(pattern: re.Pattern[str], text: str) -> list[Edit]:
    if pattern is _WRAP:
        return [(m.start(), m.end(), " ") for m in pattern.finditer(text)]
    if pattern is not _LINK:
        return [(m.start(), m.end(), "") for m in pattern.finditer(text)]
    edits: list[Edit] = []
    for match in pattern.finditer(text):
        if match["open"] == "![":
            edits.append((match.start(), match.end(), ""))
        else:
            edits += [(*match.span("open"), ""), (*match.span("close"), "")]
    return edits


def _blocks(text: str) -> list[Edit]:
    """Front matter, fenced code and comments."""
    edits: list[Edit] = []
    if _FRONT.match(text) and (end := text.find("\n---", 4)) > 0:
        edits.append((0, end + 4, ""))
    for mark, closing in (("```", "\n```"), ("~~~", "\n~~~"), ("<!--", "-->")):
        start = text.find(mark)
        while start >= 0:
            found = text.find(closing, start + len(mark))
            end = len(text) if found < 0 else found + len(closing)
            edits.append((start, end, "\n"))
            start = text.find(mark, end)
    return edits

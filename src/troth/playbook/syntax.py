"""Texts that are no YAML: where, what, and what would be right."""

import re

import yaml

from troth.playbook.problems import Problem, file_problem

# The parser would name a byte and no line.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

#: The parser's words, and what would be right.
_ADVICE = (
    (
        "cannot start any token",
        "indent with spaces, not tabs; quote text that begins with @, ` or %",
    ),
    ("tab character", "indent with spaces, not tabs"),
    ("mapping values are not allowed", "quote text that contains ': ', keep keys in one column"),
    ("expected ':'", "write 'key: value', with a space; quote text that runs over several lines"),
    ("expected key", "keep the keys of one mapping in one column"),
    ("expected '-' indicator", "keep the '-' of one list in one column"),
    ("expected ',' or", "close the bracket, with a comma between its entries"),
    ("alphabetic or numeric", "quote text that begins with * or &"),
    ("end of stream", "close the quote or bracket"),
    ("anchor", "write the value out instead"),
    ("alias", "write the value out instead, or quote text that begins with *"),
    ("escape", "write \\\\ for a backslash between double quotes, or use single quotes"),
)


def forbidden_character(text: str, file: str) -> Problem | None:
    """The first character that no YAML may hold, such as NUL."""
    found = _FORBIDDEN.search(text)
    if not found:
        return None
    # The last "line" holds a stand-in for the character, so it is there even if it is empty.
    lines = (text[: found.start()] + "x").splitlines()
    return file_problem(
        file,
        f"the character U+{ord(found.group()):04X} may not stand in a text",
        "remove it, or save the file as plain UTF-8 text",
        line=len(lines),
        column=len(lines[-1]),
    )


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """What the parser says, at the place that helps."""
    mark = error.problem_mark or error.context_mark
    said = error.problem or "cannot be read"
    # What is never closed is noticed at the end and mended at its beginning, and so is a key
    # without a colon, which is noticed in the next line.
    late = mark and (mark.index >= len(text.rstrip()) or "expected ':'" in said)
    if late and error.context_mark:
        mark = error.context_mark
    right = next((advice for words, advice in _ADVICE if words in said), "check the YAML here")
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return file_problem(file, f"not YAML: {said}", right, line=line, column=column)

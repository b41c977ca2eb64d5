"""Texts that are no YAML: where, what, and what would be right."""

import re

import yaml

from troth.playbook.problems import Problem, file_problem
from troth.said import said

# The parser would name a byte and no line.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

#: The parser's words, as both of its kinds say them, so that they can be said in other languages.
_SAYS: dict[str, str] = {
    each: each
    for each in (
        said("found character that cannot start any token"),
        said("found a tab character that violates indentation"),
        said("found a tab character that violate indentation"),
        said("mapping values are not allowed here"),
        said("mapping values are not allowed in this context"),
        said("mapping keys are not allowed here"),
        said("mapping keys are not allowed in this context"),
        said("sequence entries are not allowed here"),
        said("block sequence entries are not allowed in this context"),
        said("could not find expected ':'"),
        said("did not find expected key"),
        said("did not find expected '-' indicator"),
        said("did not find expected ',' or ']'"),
        said("did not find expected ',' or '}}'"),
        said("did not find expected node content"),
        said("did not find expected <document start>"),
        said("did not find expected alphabetic or numeric character"),
        said("did not find expected hexdecimal number"),
        said("found unexpected end of stream"),
        said("found unexpected document indicator"),
        said("found unknown escape character"),
        said("found undefined tag handle"),
        said("found unexpected ':'"),
        said("cannot be read"),
    )
}

#: The parser's words, and what would be right.
_ADVICE = (
    (
        "cannot start any token",
        said("indent with spaces, not tabs; quote text that begins with @, ` or %"),
    ),
    ("tab character", said("indent with spaces, not tabs")),
    (
        "mapping values are not allowed",
        said("quote text that contains ': ', keep keys in one column"),
    ),
    (
        "expected ':'",
        said("write 'key: value', with a space; quote text that runs over several lines"),
    ),
    ("expected key", said("keep the keys of one mapping in one column")),
    ("expected '-' indicator", said("keep the '-' of one list in one column")),
    ("expected ',' or", said("close the bracket, with a comma between its entries")),
    ("alphabetic or numeric", said("quote text that begins with * or &")),
    ("end of stream", said("close the quote or bracket")),
    ("anchor", said("write the value out instead")),
    ("alias", said("write the value out instead, or quote text that begins with *")),
    (
        "escape",
        said("write \\\\ for a backslash between double quotes, or use single quotes"),
    ),
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
        said("the character U+{code} may not stand in a text", code=f"{ord(found.group()):04X}"),
        said("remove it, or save the file as plain UTF-8 text"),
        line=len(lines),
        column=len(lines[-1]),
    )


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """What the parser says, at the place that helps."""
    mark = error.problem_mark or error.context_mark
    what = error.problem or "cannot be read"
    # What is never closed is noticed at the end and mended at its beginning, and so is a key
    # without a colon, which is noticed in the next line.
    late = mark and (mark.index >= len(text.rstrip()) or "expected ':'" in what)
    if late and error.context_mark:
        mark = error.context_mark
    right = next(
        (advice for words, advice in _ADVICE if words in what), said("check the YAML here")
    )
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return file_problem(
        file, said("not YAML: {what}", what=_SAYS.get(what, what)), right, line=line, column=column
    )

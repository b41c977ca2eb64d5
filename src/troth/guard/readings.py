"""Other ways to read a draft, so that nothing put beside or into a promise hides it.

What people put in brackets, quotation marks, code or between dashes is left out; a sentence that
blank lines tear apart is one; and what stands before a sentence without a stop is cut off from it.
Each reading is as long as the text, so that every offset still holds.
"""

import re
from collections.abc import Iterator

from troth.guard.text.quotes import Span, merged, quoted_mail

#: Stands for a cut; `checking` reads what lies between two of them alone.
CUT = "\f"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
#: But for signs of quoting at the start of a line.
_BRACKET = re.compile(r"^[ |>]*>|([()\[\]{}<>])", re.MULTILINE)
_ASIDE = re.compile(
    r"`[^`\n]{1,2000}`|\"[^\"\n]{1,2000}\"|“[^”\n]{1,2000}”|«[^»\n]{1,2000}»"
    r"|(?<= )[-–—]{1,2} [^-–—\n]{1,400} [-–—]{1,2}(?= )"
)
#: A blank line within a sentence: no stop before it, and it goes on small.
_TORN = re.compile(r"(?<=[^\s.!?:;>])[ \t\r]*\n[ \t\r]*\n\s*(?=[a-z0-9])")
_FIRST = r"(?:We|You|Your|Our|They|It|The|This|That|A)(?:['’][a-z]{1,2})? [a-z]"
#: Where a sentence begins though the one before has no stop.
_BEGINS = re.compile(rf"(?<=[^\s.!?:;>])[ \t](?={_FIRST})|(?<=[^\s.,:;!?])\n(?=[A-Z])")
#: Behind what somebody else seems to have written, each line and sentence may be one's own.
_OWN = re.compile(rf"(?<!>)[ \t](?={_FIRST})|\n(?=[^\s>])")
#: The end of markup or code.
_CLOSED = re.compile(r"(?<=[^\s>])[>`](?=\s*\S)")


def readings(text: str, form: str) -> tuple[str, ...]:
    """The other readings of a text; none where it has but one."""
    pairs, stray = _brackets(text)
    whole = _joined(_blanked(text, pairs))
    found = [whole]
    if stray:
        found.append(_joined(_blanked(text, list(_around(text)))))
    if form not in {"html", "markdown"}:
        found.append(_cut(text, whole))
    return tuple(dict.fromkeys(each for each in found if each != text))


def _brackets(text: str) -> tuple[list[Span], bool]:
    """Spans in brackets, and whether a bracket lacks its other half."""
    spans: list[Span] = []
    open_: list[tuple[str, int]] = []
    stray = False
    for match in _BRACKET.finditer(text):
        if match[1] is None:
            continue
        if match[0] not in _PAIRS:
            open_.append((match[0], match.start()))
        elif open_ and open_[-1][0] == _PAIRS[match[0]]:
            spans.append((open_.pop()[1], match.end()))
        else:
            stray = True
    return merged(spans), stray or bool(open_)


def _around(text: str) -> Iterator[Span]:
    """Of each line, from its first bracket to its last."""
    for line in re.finditer(r"[^\n]+", text):
        brackets = [match.start() for match in _BRACKET.finditer(line[0]) if match[1]]
        if brackets:
            yield line.start() + brackets[0], line.start() + brackets[-1] + 1


def _blanked(text: str, spans: list[Span]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], " " * (end - start)]
        last = end
    return "".join([*parts, text[last:]])


def _joined(text: str) -> str:
    """Without other asides, and without blank lines in a sentence."""
    for pattern in (_ASIDE, _TORN):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _cut(text: str, whole: str) -> str:
    """Cut before whatever begins: behind markup and code, and where a sentence does."""
    begins = _OWN if quoted_mail(text.lower()) else _BEGINS
    places = {match.start() for each in (text, whole) for match in begins.finditer(each)}
    if ">" in text or "`" in text:
        places |= {match.start() for match in _CLOSED.finditer(text)}
    parts, last = [], 0
    for place in sorted(places):
        parts.append(whole[last:place])
        last = place + 1
    return CUT.join([*parts, whole[last:]])

"""What somebody else wrote: quoted mail, forwarded mail, words in quotation marks."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_WROTE = re.compile(r"^(?:on [^\n]{4,200})?\bwrote ?:[ ]*$|^on [^\n]{4,120} wrote ?:", re.MULTILINE)
_FORWARDED = re.compile(
    r"^[-_ ]{2,}\s?(?:forwarded message|original message|begin forwarded message"
    r"|forwarded by)[^\n]*$"
    r"|^begin forwarded message:.*$|^(?:>? ?)?from: [^\n]+\n(?:sent|date|to|subject): [^\n]+$",
    re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"^[ |]{0,3}>[^\n]*$", re.MULTILINE)
_HEADER = re.compile(r"(?:\n?(?:from|to|sent|date|subject|cc|reply-to): [^\n]*)+")
_DOUBLE = re.compile(r'"([^"\n]{2,300})"')
#: The mark first: what stands before it is looked at only there.
_SINGLE = re.compile(
    r"'(?<!\w')([^'\n]{2,200}(?:'(?:ll|s|t|re|ve|d|m)\b[^'\n]{0,200}){0,4})'(?!\w)"
)
_ASKED_BEFORE = re.compile(
    r"^(?:q|question|customer|user|client|caller|you|them|guest)\s?:[^\n]*$", re.MULTILINE
)


def quoted_mail(text: str) -> list[Span]:
    """Spans that another mail is quoted in, in order."""
    spans = [(m.start(), m.end()) for m in _QUOTED_LINE.finditer(text)] if ">" in text else []
    # The first block tells: what follows it is quoted too, or answers it.
    if "wrote" in text and (match := _WROTE.search(text)):
        spans.append(_block(text, match))
    if ("forwarded" in text or "original message" in text or "from:" in text) and (
        match := _FORWARDED.search(text)
    ):
        spans.append(_block(text, match))
    if ":" in text:
        spans += [(m.start(), m.end()) for m in _ASKED_BEFORE.finditer(text)]
    return merged(spans)


def _block(text: str, match: re.Match[str]) -> Span:
    """Down to the end, or to the answer below it where nothing stands above it."""
    if text[: match.start()].strip(" \n>-"):
        return match.start(), len(text)
    header = _HEADER.match(text, match.end())
    begin = header.end() if header else match.end()
    body = re.compile(r"\s*").match(text, begin)
    end = text.find("\n\n", body.end() if body and header else begin)
    return match.start(), len(text) if end < 0 else end


def quoted_words(text: str) -> Iterator[Span]:
    """Spans in quotation marks that could be somebody's sentence."""
    if '"' in text:
        for match in _DOUBLE.finditer(text):
            if " " in match[1].strip():
                yield match.span()
    if "'" in text:
        for match in _SINGLE.finditer(text):
            if match[1].count(" ") > 1:
                yield match.span()


def merged(spans: list[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result

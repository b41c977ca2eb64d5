"""How much of a clause carries the promise: no purpose, no signature, no address of a page."""

import re

_PURPOSE = re.compile(
    r",? (?:so (?:that )?(?:you|we|i|it|they|your|our|the)\b|in order to|in order that"
    r"|to (?:ensure|make sure|see if|see whether|assist|help|avoid|schedule|arrange"
    r"|finali[sz]e|discuss|verify|identify|determine|prevent|understand|improve|keep you"
    r"|get (?:this|it|that|you)|successfully|better|further|allow|enable|confirm (?:the"
    r"|your|that|details)|investigate|find out|speed|facilitate|expedite|complete|proceed"
    r"|make up for|apologi[sz]e|thank|compensate for|support|set up)\b|for you to\b"
    r"|because\b|since (?:you|we|it|the)\b|, as (?:we|you|it|our|per)\b|due to\b"
    r"|regarding\b(?=.{25,}$))"
)
_KEEP = re.compile(
    r"(?:precautions|best|efforts?|endeavou?rs|hard|try|trying|going|able|want|need|free"
    r"|entitled|right|happy|working|work|everything|can|committed|steps|expect|glad|aims?"
    r"|us|them|sure|goal is|is|are|be|used|how|continues?|begins?|starts?|chance"
    r"|opportunity|agrees?|pledges?|undertakes?|promises?|needs?|asks?|ready|proceed|hope"
    r"|hopes|plan|plans|intend)$"
)
#: Sign by sign: a run of them has one way to match, so that it takes no longer than its length.
_TAIL = re.compile(
    r"(?:https?://\S*|\^\s?(?:\w{1,24}|\w{1,12}\s\w{1,12})|(?<=\s)/\s?[a-z]{1,3}"
    r"|(?<=\s)\*\s?[a-z]\w{0,20}|(?<=[\s.!])[-~]{1,2}\s?[a-z]\w{0,15}(?: [a-z]\w{0,15})?"
    r"|(?<=[\s.])\d/\d|[^\w%€£$₹)\"']|(?:thanks|thank you|cheers|regards|rgds"
    r"|kind regards|sorry|ta|please|trust me|promise|i promise|again)\b)+$"
)


#: What the end of a signature or of a courtesy has one of.
_SIGNED = re.compile(
    r"[/^*~]|[\s.!]-|http|thank|cheers|regards|rgds|sorry|\bta\b|please|trust me|promise|again"
)


def promise_span(text: str) -> int:
    """The end of what carries the promise in a clause."""
    end = len(text)
    for match in _PURPOSE.finditer(text):
        before = text[: match.start()]
        if before.count(" ") >= 2 and not _KEEP.search(before) and not _measured(text, match):
            end = match.start()
            break
    if text[end - 1 : end].isalnum() and not _SIGNED.search(text, max(0, end - 60), end):
        return end
    tail = _TAIL.search(text[:end], max(0, end - 60))
    if tail and tail.start() > 3:
        stop = tail.start()
        end = (
            stop + 1
            if re.search(r"\b[ap]\.m$", text[:stop]) and text[stop : stop + 1] == "."
            else stop
        )
    return end


def _measured(text: str, match: re.Match[str]) -> bool:
    """Whether a quantity follows that the part before lacks."""
    after = text[match.end() :]
    return bool(_BY.search(after)) and not _NAMED.search(text[: match.start()])


_BY = re.compile(
    r"\b(?:within|by|in) (?:\d|an? (?:hour|day|week|month)|the (?:next|hour|end)|\w+day|tomorrow)"
)
_NAMED = re.compile(r"\d|today|tomorrow|day\b")

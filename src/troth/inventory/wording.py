"""The words of a promise, as people read them and as they are compared."""

import hashlib
import html
import re

_TAG = re.compile(r"<[^>]{0,2000}>")
_MARKS = re.compile(r"(?<!\w)[*_`#>|]+|[*_`|]+(?!\w)")
#: What no file should carry on: control characters and those that turn text around.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
#: Code points that are shown of one promise.
_MOST = 300


def shown(text: str, form: str) -> str:
    """The words on one line, without markup."""
    if form == "html":
        text = html.unescape(_TAG.sub(" ", text))
    if form == "markdown":
        text = _MARKS.sub("", text)
    words = " ".join(_UNSEEN.sub("", text).split())
    return words if len(words) <= _MOST else f"{words[: _MOST - 1]}…"


def folded(words: str) -> str:
    """What is the same in two places that say the same: letters and figures alone."""
    return " ".join(re.findall(r"[\w%$€£]+", words.casefold()))


def id_of(folded_words: str) -> str:
    """A short name for words; a million of them would hardly share one."""
    return hashlib.sha256(folded_words.encode()).hexdigest()[:14]

"""What a text holds that no phrase can read: other languages, hidden letters, codes."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from troth.guard.forms import source_of
from troth.guard.text.letters import plain_letter
from troth.guard.text.normal import DISGUISED, SPLIT_WORD
from troth.guard.text.sentences import sentences
from troth.guard.words.languages import ENGLISH, FOREIGN, PROMISED
from troth.guard.words.verbs import FORMS
from troth.said import said


class Unreadable(StrEnum):
    """Why words are not read."""

    LANGUAGE = said("another language")
    MIXED = said("letters of several scripts in one word")
    HIDDEN = said("characters that are not shown")
    TURNED = said("characters that are shown in another order")
    UNKNOWN = said("characters without a meaning")
    CODE = said("a code")
    SPLIT = said("letters that stand alone")
    MASKED = said("signs in place of letters")


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A part of a text that is not read, in code points of the text as it was given."""

    start: int
    end: int
    why: Unreadable


def unreadable(text: str, *, form: str = "text") -> list[Unread]:
    """Every part of a text that could hold a promise which `scan` does not see, in order.

    Look-alike letters, split words and invisible characters that `scan` reads past are not among
    them.

    Args:
        text: as it would be sent or published.
        form: as `scan` has it.
    """
    source = source_of(text, form)
    said = source.text
    parts = [*_hidden(said), *_codes(said), *_alone(said), *_foreign(said)]
    if not said.isascii():
        parts += _mixed(said)
    found = set()
    for start, end, why in parts:
        first, last = source.original(start, end)
        found.add(Unread(start=first, end=last, why=why))
    return sorted(found, key=lambda one: (one.start, one.end, one.why))


_Part = tuple[int, int, Unreadable]

_HIDDEN = re.compile(
    r"(?P<tags>[\U000e0000-\U000e0fff]+)|(?P<turned>[\u202d\u202e])"
    r"|(?P<data>[\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\u00ad\u034f\u180b-\u180e\ufeff]{4,})"
    r"|(?P<unknown>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffd\ud800-\udfff]+)"
    r"|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010ffff]+)"
)
_WHY = {
    "tags": Unreadable.HIDDEN,
    "data": Unreadable.HIDDEN,
    "turned": Unreadable.TURNED,
    "unknown": Unreadable.UNKNOWN,
    "private": Unreadable.UNKNOWN,
}
#: Flags of regions and private icons are no hidden words.
_FLAG = "\U0001f3f4"
_LONGEST_FLAG = 8


def _hidden(text: str) -> Iterator[_Part]:
    for match in _HIDDEN.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        a_flag = match["tags"] and before == _FLAG and len(match[0]) < _LONGEST_FLAG
        an_icon = match["private"] and not before.isalnum() and not after.isalnum()
        if not a_flag and not an_icon:
            yield start, end, _WHY[match.lastgroup or "unknown"]


_LETTERS = re.compile(r"\w+")
#: Scripts that are written without spaces, and how many of their letters are no mere name.
_DENSE = frozenset(("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR"))
_NAME_IN_DENSE = 3


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """The script of a letter; nothing for what is no letter."""
    letter = unicodedata.normalize("NFKC", char)
    if letter.isascii() or not letter.isalpha():
        return "LATIN" if letter.isascii() and letter.isalpha() else ""
    return unicodedata.name(letter[0], "UNKNOWN").partition(" ")[0]


def _is_read(word: str) -> bool:
    """Whether every letter looks like one that is known, or is an accent's."""
    return all(
        plain.isascii() or _script(plain) in {"LATIN", ""} for plain in map(plain_letter, word)
    )


def _mixed(text: str) -> Iterator[_Part]:
    """Words of several scripts, and runs of words of another script than Latin."""
    run: list[tuple[int, int, str]] = []
    for start, end in sentences(text):
        run.clear()
        for match in _LETTERS.finditer(text, start, end):
            if match[0].isascii() or _is_read(match[0]):
                continue
            scripts = {_script(char) for char in match[0]} - {""}
            if len(scripts) > 1 and not scripts <= _DENSE:
                yield match.start(), match.end(), Unreadable.MIXED
            elif scripts:
                run.append((match.start(), match.end(), min(scripts)))
        if _is_language(run):
            yield run[0][0], run[-1][1], Unreadable.LANGUAGE


def _is_language(run: list[tuple[int, int, str]]) -> bool:
    dense = sum(end - start for start, end, script in run if script in _DENSE)
    words = sum(script not in _DENSE and end - start > 1 for start, end, script in run)
    return dense > _NAME_IN_DENSE or words > 1


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]+@\S+")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LONGEST_ADDRESS = 300
_LEAST_WORDS = 3
_MANY_WORDS = 8


def _foreign(text: str) -> Iterator[_Part]:
    """Sentences in Latin letters whose small words are not English."""
    #: What is said over and over is read once.
    known: dict[str, bool] = {}
    for start, end in sentences(text):
        said = text[start:end]
        if said not in known:
            known[said] = _is_foreign(said)
        if known[said]:
            yield start, end, Unreadable.LANGUAGE


def _is_foreign(sentence: str) -> bool:
    raw = _TOKEN.findall(_ADDRESS.sub(" ", sentence))
    if len(raw) < _LEAST_WORDS:
        return False
    words = [word.lower() for word in raw]
    english = sum(word in ENGLISH for word in words)
    foreign = {word for word in words if word in FOREIGN}
    known = len(foreign) > 1 and len(foreign) > english
    promised = not english and not PROMISED.isdisjoint(foreign)
    return known or promised or (not english and _is_strange(raw))


def _is_strange(words: list[str]) -> bool:
    """Many words in lower case, none of them a small word of English."""
    return len(words) >= _MANY_WORDS and sum(word.islower() for word in words) > 0.8 * len(words)


_CODE = re.compile(
    r"(?P<bits>(?<!\w)(?:[01]{8} ?){4,}(?!\w))"
    r"|(?P<hex>(?<!\w)(?:[0-9a-fA-F]{2} ?){10,}(?!\w))"
    r"|(?P<base64>(?<![\w/+%=.-])[A-Za-z0-9+/_-]{20,}={0,2}(?![\w=]))"
    r"|(?P<escaped>(?:%[0-9a-fA-F]{2}){3,}|(?:%[0-9a-fA-F]{2}[\w']{1,12}){3,}"
    r"|(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}){2,}|(?:=[0-9A-F]{2}){4,})"
    r"|(?P<morse>(?<![\w.-])(?:[.-]{1,5}[ /]+){6,})"
)


#: How two words of a code begin and end, and dots and dashes beside each other.
_PAIRS = re.compile(r"[0-9a-fA-F](?<!\w.)[0-9a-fA-F](?:[0-9a-fA-F]{2})* [0-9a-fA-F]{2}")
_DOTS = re.compile(r"[.-][ /]+[.-]{1,5}[ /]")
_ESCAPES = "%\\="
_LEAST_IN_ONE = 20


def _may_be_code(text: str) -> bool:
    """Whether there is a long word, an escape, or what could be a code in several words."""
    return (
        max(map(len, text.split()), default=0) >= _LEAST_IN_ONE
        or any(sign in text for sign in _ESCAPES)
        or _DOTS.search(text) is not None
        or _PAIRS.search(text) is not None
    )


def _codes(text: str) -> Iterator[_Part]:
    if not _may_be_code(text):
        return
    for match in _CODE.finditer(text):
        begin = max(0, match.start() - _LONGEST_ADDRESS)
        if _ADDRESS.search(text, max(begin, text.rfind(" ", begin, match.start())), match.end()):
            continue
        if _says_something(match.lastgroup or "", match[0]):
            yield match.start(), match.end(), Unreadable.CODE


def _says_something(code: str, said: str) -> bool:
    """Whether a run of letters is text in disguise, not a number of an order."""
    try:
        if code == "base64":
            said = said[:4000].rstrip("=").translate(str.maketrans("-_", "+/"))
            return _is_text(base64.b64decode(said[: len(said) // 4 * 4]))
        if code == "hex":
            return _is_text(bytes.fromhex(said[:4000].replace(" ", "")[:1000]))
    except (ValueError, binascii.Error):
        return False
    return code != "morse" or {".", "-"} <= set(said)


def _is_text(raw: bytes) -> bool:
    printed = sum(32 <= byte < 127 for byte in raw)
    return len(raw) > 10 and printed > 0.95 * len(raw) and b" " in raw


_ALONE = re.compile(
    r"(?<![\w'])(?:[^\W\d_][^\w'\n]{1,3}){4,}[^\W\d_](?![\w'])"
    r"|(?:^[ ]?[^\W\d_][ ]?\n){4,}[^\W\d_]?",
    re.MULTILINE,
)
#: Two of them, with signs around each; or one on a line of its own.
_APART = re.compile(r"[^\w'\n][^\W\d_][^\w'\n]{1,3}[^\W\d_][^\w'\n]|\n ?[^\W\d_] ?\n")
_MASKED = re.compile(
    r"(?<![^\W_*])(?:[^\W\d_]{2,12}[*#]{1,3}[^\W\d_]{1,12}|[^\W\d_][*#]{1,3}[^\W\d_]{2,12})(?![\w*#@])"
)


def _alone(text: str) -> Iterator[_Part]:
    """Masked words, and single letters that `scan` does not join to words that it knows."""
    if "*" in text or "#" in text:
        for match in _MASKED.finditer(text):
            yield match.start(), match.end(), Unreadable.MASKED
    if not _APART.search(text):
        return
    for match in _ALONE.finditer(text):
        letters = [char for char in match[0].lower() if char.isalpha()]
        if letters != sorted(letters) and not _is_joined(match[0].lower()):
            yield match.start(), match.end(), Unreadable.SPLIT


_KNOWN = DISGUISED | ENGLISH | FORMS.keys()


def _is_joined(run: str) -> bool:
    words = [SPLIT_WORD.fullmatch(word) for word in re.split(r"\s{2,}", run)]
    return all(word and word[0].replace(word[1], "") in _KNOWN for word in words)

"""One spelling for what is written in many: typography, look-alikes, split words, chat."""

import html
import re
import unicodedata
from collections.abc import Iterator

from troth.guard.text.letters import INVISIBLE, TABLE
from troth.guard.text.plain import Edit, Plain, edited
from troth.guard.words.lists import words

_STRANGE = re.compile(
    rf"(?P<hidden>{INVISIBLE})|(?P<entity>&#?[a-z0-9]{{1,31}};)|(?P<space>[ ]{{2,}})"
    r"|(?P<joined>[\ufb00-\ufb06])"
)
#: Words whose letters stand apart, and one of them; two spaces stand between words.
#: Two letters with a sign before, between and after them: what has none has no such word.
_APART = re.compile(r"[ ._*|-][^\W\d_](?:[ ._*|-]| {2,4})[^\W\d_][ ._*|-]")
SPLIT = re.compile(r"(?<![\w'])[^\W\d_](?:(?:[ ._*|-]| {2,4})[^\W\d_]){3,80}(?![\w'])")
SPLIT_WORD = re.compile(r"[^\W\d_]([ ._*|-])[^\W\d_](?:\1[^\W\d_]){0,30}(?!\w)")
#: A word in which digits and signs stand for letters: `r3fund`, `w1ll`, `$end`.
_DISGUISED = re.compile(
    r"(?<![\w@$!|#.,/-])(?=[a-z0-9@$!|]{0,15}?[a-z])(?=[a-z]{0,15}?[0134578@$!|])"
    r"[a-z0-9@$!|]{2,16}(?![\w@$|])"
)
_DIGITS = str.maketrans("034578@$", "oeastbas")
_BARS = re.compile(r"[1!|]")
#: A word that is broken in two or three: `re fund`, `with-in`.
_OFTEN_BROKEN = (
    *("refunded", "refund", "reimburse", "compensation", "compensate", "credited", "credit"),
    *("replacement", "replace", "guaranteed", "guarantee", "promise", "delivered", "delivery"),
    *("deliver", "voucher", "within", "tomorrow"),
)
_BROKEN = re.compile(
    r"(?<![\w'-])(?=[rwgdvtpc])(?:"
    + "|".join("[ -]?".join(w) for w in _OFTEN_BROKEN)
    + r")(?![\w'-])"
)
#: How such a word begins, where that is no word itself.
_FRAGMENTS = frozenset(
    word[:length] for word in _OFTEN_BROKEN for length in range(1, len(word))
) - {
    *_OFTEN_BROKEN,
    "with",
    "to",
    "w",
    "c",
    "r",
    "d",
    "p",
    "t",
    "g",
    "v",
    "tom",
    "pro",
    "com",
    "comp",
}

#: What people type, and what it stands for. Words that are also other words need a look around.
CHAT = {
    "u": "you", "ur": "your", "r": "are", "ya": "you", "yr": "your", "urs": "yours",
    "ull": "you'll", "youll": "you'll", "theyll": "they'll", "itll": "it'll", "thatll": "that'll",
    "u'll": "you'll", "gonna": "going to", "gunna": "going to", "wanna": "want to",
    "wont": "won't", "cant": "can't", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't",
    "isnt": "isn't", "arent": "aren't", "wouldnt": "wouldn't", "shouldnt": "shouldn't",
    "couldnt": "couldn't", "havent": "haven't", "hasnt": "hasn't", "youre": "you're",
    "theyre": "they're", "b4": "before", "2day": "today", "2moro": "tomorrow",
    "2morrow": "tomorrow", "tmrw": "tomorrow", "tmr": "tomorrow", "tomo": "tomorrow",
    "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow", "2nite": "tonight",
    "2night": "tonight", "tonite": "tonight", "rn": "right now", "pls": "please",
    "plz": "please", "plse": "please", "&": "and", "w/in": "within", "withn": "within",
    "witin": "within", "biz": "business", "bus.": "business", "recieve": "receive",
    "recieved": "received", "recive": "receive", "refnd": "refund", "garantee": "guarantee",
    "guarentee": "guarantee", "guarante": "guarantee", "garuntee": "guarantee",
    "gauranteed": "guaranteed", "delievered": "delivered", "deliverd": "delivered",
    "wil": "will", "wll": "will", "shoud": "should", "imma": "i'll", "ima": "i'll",
    "lemme": "let me", "gimme": "give me", "til": "until", "gotta": "got to", "thru": "through",
    "imediately": "immediately", "tho": "though", "cuz": "because",
    "thatd": "that would", "whats": "what's", "thats": "that's", "theres": "there's",
    "w": "with", "n": "and", "wth": "with", "msg": "message", "appt": "appointment",
    "tmw": "tomorrow",
}  # fmt: skip
_CHAT = re.compile(
    r"(?<![\w'@#/])(?:"
    + "|".join(sorted(map(re.escape, CHAT), key=len, reverse=True))
    + r")(?![\w'])"
)
_TOKEN = re.compile(r"[\w'&/]+(?:\.(?=\s))?")
#: "ill" and "well" without apostrophe, where a verb follows.
_BARE_LL = re.compile(
    r"(?<![\w'@#/-])(ill|well|il)(?= (?:also |then |just |personally |be |get |have |send "
    r"|email |mail |call"
    r" |ring |text |let |make |sort |fix |refund |ask |check |chase |pass |cancel |add |look |give"
    r" |take |do |try |follow |reply |ping |pop |put |book |forward |update |credit |process |drop"
    r" |message |come |bring |keep |phone |speak |find |arrange |ship |replace |waive ))"
)


def normal(source: Plain) -> Plain:
    """The text in lower case and one spelling."""
    original = source.text
    text = original.translate(TABLE) if not original.isascii() else original.lower()
    if "\t" in text or "\r" in text or "`" in text:
        text = text.translate(TABLE)
    plain = Plain(text, source.parts)
    if not text.isascii() or "&" in text or "  " in text:
        split = edited(plain, _joined(plain.text))
        plain = edited(split, _strange(split.text))
    else:
        plain = edited(plain, _joined(plain.text))
    return edited(plain, _spelled(plain.text))


def _strange(text: str) -> Iterator[Edit]:
    for match in _STRANGE.finditer(text):
        new = ""
        if match["space"]:
            new = " "
        if match["joined"]:
            new = unicodedata.normalize("NFKC", match[0])
        if match["entity"]:
            new = html.unescape(match[0])
            if new == match[0]:
                continue
            new = new.translate(TABLE)
        yield match.start(), match.end(), new


def _joined(text: str) -> Iterator[Edit]:
    if not _APART.search(text):
        return
    for run in SPLIT.finditer(text):
        for match in SPLIT_WORD.finditer(text, run.start(), run.end()):
            new = match[0].replace(match[1], "")
            if new.isalpha():
                yield match.start(), match.end(), new


def _mended(text: str) -> Iterator[Edit]:
    for match in _BROKEN.finditer(text):
        if " " in match[0] or "-" in match[0]:
            yield match.start(), match.end(), re.sub("[ -]", "", match[0])


#: What is odd about a word: it is one of chat, it is a fragment of a word that was broken.
_IN_CHAT, _IN_PIECES = 1, 2


class _Odd(dict[str, int]):
    """What is odd about a word before white space."""

    def __missing__(self, word: str) -> int:
        found = _told(_TOKEN.findall(f"{word} "))
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found


def _told(tokens: list[str]) -> int:
    chat = 0 if CHAT.keys().isdisjoint(tokens) else _IN_CHAT
    return chat if _FRAGMENTS.isdisjoint(tokens) else chat | _IN_PIECES


#: Filled as words are met, up to so many of so many code points.
_ODD = _Odd()
_MOST, _LONGEST = 20_000, 40


def _odd(text: str) -> int:
    """What is odd about the words of a text."""
    said = text.split()
    # A full stop belongs to a word only where white space follows.
    last = said.pop() if said and not text[-1].isspace() else ""
    odd = _told(_TOKEN.findall(last))
    for word in said:
        odd |= _ODD[word]
    return odd


_FOUR = re.compile(r"(?<= )4(?= (?:you|u|your|ur)\b)")


def _spelled(text: str) -> Iterator[Edit]:
    found: list[Edit] = []
    odd = _odd(text)
    if odd & _IN_CHAT:
        found += [(m.start(), m.end(), CHAT[m[0]]) for m in _CHAT.finditer(text)]
    if "ill " in text or "well " in text or "il " in text:
        found += [
            (m.start(), m.end(), "we'll" if m[1] == "well" else "i'll")
            for m in _BARE_LL.finditer(text)
        ]
    if " 4 y" in text or " 4 u" in text:
        found += [(m.start(), m.end(), "for") for m in _FOUR.finditer(text)]
    if _HAS_DISGUISED.search(text):
        found += _undisguised(text)
    if odd & _IN_PIECES or "with in" in text or "with-in" in text:
        found += _mended(text)
    return iter(sorted(found))


_HAS_DISGUISED = re.compile(
    r"[0134578@$!|](?:(?<=[a-z][0134578@$!|])[a-z0-9@$!|]|(?<=[a-z]0)|[a-z]{2})"
)


def _undisguised(text: str) -> Iterator[Edit]:
    for match in _DISGUISED.finditer(text):
        word = match[0].rstrip("!") if match[0].rstrip("!").isalpha() else match[0]
        spelled = word.translate(_DIGITS)
        for bars in ("l", "i"):
            read = _BARS.sub(bars, spelled)
            if word != read and read in DISGUISED:
                yield match.start(), match.start() + len(word), read
                break


#: Words that a filter would look for, and that are therefore written with digits.
DISGUISED = words(
    "we will shall within guarantee guaranteed refund refunded refunds promise deliver",
    "delivered delivery hour hours day days week weeks call credit voucher tomorrow monday",
    "follow free always send replace replacement reply you your pay fix resolve money back",
    "reimburse compensate compensation discount ship shipped today never",
)

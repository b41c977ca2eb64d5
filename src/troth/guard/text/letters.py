"""Letters that look like others: each becomes the one ASCII letter or digit that a reader sees."""

import re
import unicodedata

_SIGNS = {
    "'": "‘’‚‛′ʼ´`＇",
    '"': "“”„‟″«»＂",
    "-": "‐‑‒–—―−",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u2800\u3000\u3164\uffa0\t¹²³⁰⁴⁵⁶⁷⁸⁹",
    "\n": "\u2028\u2029\x0b\x0c\x85\r",
}
_LOOK_ALIKES = dict(
    zip(
        "аеорсухіѕјһԁԛԝкмтвнгαοενικρτυχωɑɩոսցհօզℓⅼ",
        "aeopcyxisjhdqwkmtbhraoevikptuxwainughoqll",
        strict=True,
    )
)
#: Names of signs that are a letter by themselves: small capitals, letters in boxes and circles.
_NAMED = re.compile(
    r"(?:LATIN (?:LETTER SMALL CAPITAL|(?:SMALL|CAPITAL) LETTER(?: DOTLESS)?)"
    r"|(?:NEGATIVE |CROSSED NEGATIVE )?(?:CIRCLED|SQUARED|PARENTHESIZED)"
    r" LATIN (?:CAPITAL|SMALL) LETTER|REGIONAL INDICATOR SYMBOL LETTER"
    r"|TAG LATIN (?:SMALL|CAPITAL) LETTER) ([A-Z])(?: WITH .*)?"
)


def plain_letter(char: str) -> str:
    """What it looks like, in lower case; itself where it looks like nothing in ASCII."""
    plain = unicodedata.normalize("NFKC", char).lower()
    if len(plain) != 1:
        plain = char
    if plain.isascii():
        return plain
    if plain in _LOOK_ALIKES:
        return _LOOK_ALIKES[plain]
    base = unicodedata.normalize("NFD", plain)[0]
    if base.isascii() and base.isalpha():
        return base
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    named = _NAMED.fullmatch(unicodedata.name(plain, ""))
    return named[1].lower() if named else plain


class _Letters(dict[int, int]):
    """Filled as letters are met."""

    def __missing__(self, code: int) -> int:
        self[code] = ord(plain_letter(chr(code)))
        return self[code]


#: From every sign to its plain one, one to one.
TABLE = _Letters({ord(many): ord(one) for one, signs in _SIGNS.items() for many in signs})
TABLE.update({code: code for code in range(128)} | {c: c + 32 for c in range(65, 91)})
TABLE.update({ord("\t"): 32, ord("\r"): 10, ord("`"): 39})

#: Signs that show nothing or sit on another letter.
INVISIBLE = (
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufe00-\ufe0f\ufeff\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff"
    r"\u20d0-\u20ff\ufe20-\ufe2f\U0001d167-\U0001d182\U000e0000-\U000e0fff]+"
)

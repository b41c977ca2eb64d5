"""Closing courtesies: a message that only says thanks or good-bye asks for nothing."""

import re
import unicodedata
from html import unescape

#: Longer messages say something else too.
MOST_WORDS = 12

#: Words of which such messages are made, in the languages that help desks meet most here:
#: English, German, French, and Spanish with some others.
_SPELT = """
a all and again alright amazing awesome best bye cheers cool day dear ever everything excellent
fantastic fine for good goodbye got great greetings have helpful help hi hello i it its kind
lovely lot many merry much my nice ok okay perfect quick received regards reply resolved solved
so sorted super support thank thanks that thats the thx tks this to too ty very weekend well
wishes wonderful work worked works yes you your youre all's
alles auch beste besten bestens bis dank danke dankeschoen dann das dir euch fuer gruss gruesse
guten gut geklappt hat herzlichen ihnen ihre ihr die liebe lieben mfg mit perfekt prima schnelle
schoen schoenen schoenes sehr super tag toll tschuess und vielen viele wunderbar wochenende
erledigt hilfe antwort freundlichen freundliche
au beaucoup bien bonne bonjour bon c'est cordialement et journee merci parfait pour revoir super
votre vous aide reponse
adios buen buenos dia excelente gracias hasta luego muchas muy perfecto por su ayuda vale todo y
grazie mille arrivederci obrigado obrigada dank u wel bedankt
"""
_WORDS = frozenset(_SPELT.split())
#: At least one of these makes it a courtesy, and not an answer such as "yes".
_SPELT_CORE = """
bye cheers goodbye thank thanks thx tks ty perfect great awesome excellent solved sorted
resolved
dank danke dankeschoen tschuess perfekt prima erledigt
merci parfait
adios gracias perfecto grazie obrigado obrigada bedankt
"""
_CORE = frozenset(_SPELT_CORE.split())
#: A message that begins with one of these asks for something.
_ASKS = frozenset({"aide", "ayuda", "help", "hilfe", "support"})
_QUOTED = re.compile(r"^(>|on .+ wrote:|am .+ schrieb|-----|le .+ a écrit)", re.IGNORECASE)
#: No tag goes on over the next `<`: else a message of nothing but `<` would take hours to read.
_TAGS = re.compile(r"<blockquote.*|<[^<>]+>", re.DOTALL | re.IGNORECASE)
_BREAKS = re.compile(r"<(br|/p|/div)[^<>]*>", re.IGNORECASE)


def is_courtesy(text: str) -> bool:
    """Whether a message says nothing but thanks or good-bye.

    A question, a number, or a word that is not one of courtesy makes it more than that.
    """
    said = _plain(text)
    if "?" in said or any(one.isdigit() for one in said):
        return False
    words = re.findall(r"[a-z']+", said)
    if not words or len(words) > MOST_WORDS or words[0] in _ASKS:
        return False
    return set(words) <= _WORDS and bool(set(words) & _CORE)


def _plain(text: str) -> str:
    """Small letters without tags, accents, and what was quoted."""
    lines = unescape(_TAGS.sub(" ", _BREAKS.sub("\n", text))).splitlines()
    own: list[str] = []
    for line in lines:
        if _QUOTED.match(line.strip()):
            break
        own.append(line)
    spelt = "\n".join(own).casefold()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("’", "'")):
        spelt = spelt.replace(letter, plain)
    whole = unicodedata.normalize("NFKD", spelt)
    # What is left of another alphabet is a word that is not known.
    return "".join(
        "?" if one.isalpha() and not one.isascii() else one
        for one in whole
        if not unicodedata.combining(one)
    )

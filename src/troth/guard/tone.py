"""The playbook's tone, as far as rules can tell it from the words of `voice`."""

from dataclasses import dataclass
from functools import lru_cache

from troth.playbook.schema.words import Strength


@dataclass(frozen=True, kw_only=True)
class Tone:
    """How a wording begins, and whether it names the date."""

    #: `We`, or `I` where the voice says so.
    who: str = "We"
    formal: bool = False
    says_by_when: bool = True

    def lead(self, strength: Strength) -> str:
        """`We guarantee that`; what follows is a clause."""
        undertake = f"{self.who} undertake that" if self.formal else f"{self.who} guarantee that"
        return {
            Strength.GUARANTEE: undertake,
            Strength.ESTIMATE: f"{self.who} expect that",
            Strength.AIM: f"{self.who} aim to see to it that",
        }[strength]

    def short_lead(self, strength: Strength) -> str:
        """What stands between a label and a term."""
        return {
            Strength.GUARANTEE: "",
            Strength.ESTIMATE: f"{self.who.replace('W', 'w')} expect ",
            Strength.AIM: f"{self.who.replace('W', 'w')} aim for ",
        }[strength]


@lru_cache(maxsize=256)
def tone_of(voice: str | None) -> Tone:
    """`Formal` undertakes, `I` speaks for one person, `no dates` names none."""
    words = (voice or "").replace(",", " ").replace(".", " ").split()
    lower = " ".join(words).lower()
    return Tone(
        who="I" if "I" in words and "We" not in words else "We",
        formal="formal" in lower and "informal" not in lower,
        says_by_when="no dates" not in lower and "without dates" not in lower,
    )

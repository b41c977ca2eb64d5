"""What can be said about one promise of a draft."""

from dataclasses import asdict, dataclass
from typing import Any

from troth.findings import Witness
from troth.guard.found import Found
from troth.guard.linking import Link
from troth.playbook.schema.words import VerdictKind
from troth.queries.may import Likelihood


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether a promise may be made, why, and what could be said instead."""

    found: Found
    link: Link
    verdict: VerdictKind
    #: One plain sentence with the true term and date.
    because: str
    #: What of the playbook or the ledger it rests on: `standards.first-reply`, `promise:ID`.
    rests_on: tuple[str, ...] = ()
    #: The dated example that shows it; as checks give it, the draft is `draft`.
    witness: Witness | None = None
    #: The odds of what is said, where they were asked for.
    likelihood: Likelihood | None = None
    #: What may be said instead; None where what is said may be.
    wording: str | None = None

    def as_json(self) -> dict[str, Any]:
        """What was found, with what it is about and the verdict."""
        return {
            **self.found.as_json(),
            "metric": self.link.metric,
            "confidence": self.link.confidence,
            "verdict": self.verdict.value,
            "because": self.because,
            "rests_on": list(self.rests_on),
            "witness": self.witness.as_json() if self.witness else None,
            "likelihood": asdict(self.likelihood) if self.likelihood else None,
            "wording": self.wording,
        }

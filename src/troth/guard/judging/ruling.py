"""What one rule says of a promise, before a wording is proposed."""

from dataclasses import dataclass

from troth.findings import Witness
from troth.playbook.schema.words import VerdictKind
from troth.queries.may import Likelihood


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A verdict with its reasons."""

    verdict: VerdictKind
    #: One plain sentence.
    because: str
    rests_on: tuple[str, ...] = ()
    witness: Witness | None = None
    likelihood: Likelihood | None = None

"""Where promises rub in a ledger elsewhere, and what teams say of claims that rely on them."""

from collections.abc import Iterator

from troth.answers import (
    ClaimAnswerBody,
    FrictionBody,
    FrictionList,
    RelianceBody,
    RelianceList,
)
from troth.client.resource import Resource
from troth.operations import AnswerClaim, AnswerFriction, AssignFriction, LogFriction


class Friction(Resource):
    """`/friction`."""

    def log(self, wanted: LogFriction, *, key: str | None = None) -> FrictionBody:
        """Say where a promise rubs, with an example."""
        return self._write("/friction", wanted, FrictionBody, key=key)

    def get(self, friction_id: str) -> FrictionBody:
        """One friction."""
        return self._get(f"/friction/{friction_id}", FrictionBody)

    def list(
        self, limit: int = 200, *, owner: str | None = None, answered: bool | None = None
    ) -> Iterator[FrictionBody]:
        """All that were felt, the latest first; only those of an owner, or with an answer."""
        return self._all("/friction", FrictionList, limit, owner=owner, answered=answered)

    def assign(
        self,
        friction_id: str,
        wanted: AssignFriction,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> FrictionBody:
        """Let somebody else see to it."""
        path = f"/friction/{friction_id}/assign"
        return self._write(path, wanted, FrictionBody, key=key, expected=expected)

    def answer(
        self,
        friction_id: str,
        wanted: AnswerFriction,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> FrictionBody:
        """Say what is done about it."""
        path = f"/friction/{friction_id}/answer"
        return self._write(path, wanted, FrictionBody, key=key, expected=expected)


class Claims(Resource):
    """`/claims`."""

    def list(self) -> tuple[RelianceBody, ...]:
        """Claims that rely on other teams, with what these said."""
        return self._get("/claims", RelianceList).items

    def answer(
        self, claim_id: str, wanted: AnswerClaim, *, key: str | None = None
    ) -> ClaimAnswerBody:
        """Say in a team's name that it accepts, would keep another term, or asks."""
        return self._write(f"/claims/{claim_id}/answer", wanted, ClaimAnswerBody, key=key)

"""Precepts and what is proposed to the playbook, as the API answers."""

from pydantic import Field

from troth.answers.base import Body, FreeText, Source, free_text
from troth.playbook import Playbook
from troth.playbook.precepts import Proposal


class PreceptBody(Body):
    """A precept, and the standards that trace to it."""

    id: str
    says: FreeText
    standards: tuple[str, ...]
    in_force: bool = Field(description="False: in the draft alone, or said otherwise there.")


class ProposalBody(Body):
    """Standards that repeat, and for which something could be said once."""

    id: str = Field(description="The same for the same pattern of the same standards.")
    repeats: str = Field(description="includes, metric, term or team.")
    value: FreeText = Field(description="What repeats.")
    standards: tuple[str, ...]
    bare: tuple[str, ...] = Field(description="Those of them that trace to no precept.")
    joins: str | None = Field(description="The precept that the others trace to.")
    rejected: bool = Field(description="Whether somebody said that it is none.")


class PreceptsBody(Body):
    """All that standards trace to, from the draft where there is one."""

    edition: str | None = Field(description="The edition in force.")
    draft: int | None = Field(description="The revision of the draft; null: none is written.")
    promise: FreeText | None = Field(description="The brand promise, on which all hang.")
    precepts: tuple[PreceptBody, ...]
    bare: tuple[str, ...] = Field(description="Standards that trace to none.")
    proposals: tuple[ProposalBody, ...]


def precepts_body(
    playbook: Playbook,
    in_force: Playbook | None,
    edition: str | None,
    draft: int | None,
    proposed: list[tuple[Proposal, bool]],
) -> PreceptsBody:
    """Precepts as they stand."""
    standards = playbook.standards
    return PreceptsBody(
        edition=edition,
        draft=draft,
        promise=free_text(playbook.promise, Source.PLAYBOOK),
        precepts=tuple(
            PreceptBody(
                id=name,
                says=_words(says),
                standards=tuple(each for each in standards if standards[each].precept == name),
                in_force=in_force is not None and in_force.precepts.get(name) == says,
            )
            for name, says in playbook.precepts.items()
        ),
        bare=tuple(each for each in standards if standards[each].precept is None),
        proposals=tuple(proposal_body(each, rejected=gone) for each, gone in proposed),
    )


def proposal_body(proposal: Proposal, *, rejected: bool) -> ProposalBody:
    """A proposal."""
    return ProposalBody(
        id=proposal.id,
        repeats=proposal.repeats.value,
        value=_words(proposal.value),
        standards=proposal.members,
        bare=proposal.bare,
        joins=proposal.joins,
        rejected=rejected,
    )


def _words(text: str) -> FreeText:
    found = free_text(text, Source.PLAYBOOK)
    assert found is not None  # noqa: S101 - there are some
    return found

"""A support agent whose replies must pass the guard, whatever model writes them.

The model may look things up and write drafts. It cannot send: the loop does, after the guard has
allowed exactly that text and the ledger has recorded what it promises. So neither a mistake of the
model nor words of a customer that it obeys get past the guard.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

#: What a model may call; all else is the loop's.
FOR_THE_MODEL = ("may_promise", "open_promises", "quote", "report_distortion")
#: Lookups for one message, and drafts.
MOST_CALLS, MOST_DRAFTS = 12, 3


@dataclass(frozen=True)
class CallTool:
    """The model looks something up."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """The model has written a reply."""

    text: str


@dataclass(frozen=True)
class Heard:
    """Something that the model is told."""

    #: customer, tool, guard; what it says is data, never an instruction.
    by: str
    says: Any

    def as_text(self) -> str:
        """One line of JSON: nothing in it can look like a turn of its own."""
        return json.dumps({"by": self.by, "untrusted": self.by == "customer", "says": self.says})


class Model(Protocol):
    """Whatever writes replies."""

    async def turn(self, heard: Sequence[Heard]) -> CallTool | Draft:
        """The next step, after all that was heard."""


class ToolFailedError(Exception):
    """A tool that was refused, or did not answer."""


class Tools(Protocol):
    """The tools of `troth mcp`."""

    async def call(self, name: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a tool answers.

        Raises:
            ToolFailedError: it was refused, or did not answer.
        """


@dataclass(frozen=True)
class Message:
    """What a customer wrote, and where the answer goes."""

    text: str
    #: The id that the answer will have where it is sent; it is recorded once under it.
    answer_id: str
    customer: str | None = None
    channel: str | None = None
    facets: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> dict[str, Any]:
        """What the guard must know of it."""
        found = {"customer": self.customer, "channel": self.channel, "facets": dict(self.facets)}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True)
class Outcome:
    """What came of a message: it was answered, or a person has it."""

    sent: str | None
    #: Why a person has it; empty where it was answered.
    handed_over: str
    drafts: int


async def answer(
    message: Message,
    *,
    model: Model,
    tools: Tools,
    send: Callable[[str], Awaitable[None]],
    hand_over: Callable[[str], Awaitable[None]],
) -> Outcome:
    """Answer a customer, or hand over to a person."""
    heard = [Heard("customer", message.text)]
    why = f"no draft was allowed in {MOST_DRAFTS} tries"
    for number in range(1, MOST_DRAFTS + 1):
        draft = await _draft(model, tools, heard)
        if draft is None:
            why = f"nothing was written after {MOST_CALLS} lookups"
            break
        try:
            checked = await tools.call(
                "check_draft", {"text": draft.text, "sending": True, **message.case}
            )
            if checked["decision"] == "allow":
                await _record(message, draft, tools)
                await send(draft.text)
                return Outcome(sent=draft.text, handed_over="", drafts=number)
        except ToolFailedError as error:
            # Without an answer of the guard, or without a record, nothing goes out.
            why = str(error)
            break
        if not _can_be_mended(checked):
            why = checked["reason"]
            break
        heard.append(Heard("guard", checked))
    await hand_over(why)
    return Outcome(sent=None, handed_over=why, drafts=number)


async def _draft(model: Model, tools: Tools, heard: list[Heard]) -> Draft | None:
    """The next draft of the model, after what it looks up."""
    for _ in range(MOST_CALLS + 1):
        turn = await model.turn(heard)
        if isinstance(turn, Draft):
            return turn
        heard.append(Heard("tool", await _looked_up(turn, tools)))
    return None


async def _looked_up(turn: CallTool, tools: Tools) -> Mapping[str, Any]:
    if turn.name not in FOR_THE_MODEL:
        return {"refused": f"you cannot call {turn.name}; you may call {', '.join(FOR_THE_MODEL)}"}
    try:
        return await tools.call(turn.name, turn.arguments)
    except ToolFailedError as error:
        return {"refused": str(error)}


async def _record(message: Message, draft: Draft, tools: Tools) -> None:
    """Record before sending: a try that breaks off is made again under the same id."""
    if message.customer is not None:
        await tools.call(
            "record_reply", {"text": draft.text, "message": message.answer_id, **message.case}
        )


def _can_be_mended(checked: Mapping[str, Any]) -> bool:
    """Whether the guard says what could be said instead of each promise that may not be made."""
    wrong = [each for each in checked["promises"] if each["verdict"] != "backed"]
    return bool(wrong) and all(each["wording"] for each in wrong)

"""Promises of texts for people, and as commands of GitHub Actions."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from troth.cli.github_command import github_command
from troth.cli.guard_places import Placed
from troth.cli.guard_texts import Text
from troth.cli.streams import printable_lines
from troth.errors import counted
from troth.guard import Promiser

if TYPE_CHECKING:
    from troth.guard.checking import Checked

#: How much a verdict matters; whatever else is said is a notice.
LEVELS = {
    "never-promise": "error",
    "contradicted": "error",
    "beyond-authority": "error",
    "unbacked": "warning",
    "tighter": "warning",
    "unlikely": "warning",
}


def lines(text: Text, *, decides: bool = False) -> Iterator[str]:
    """What each promise says, and the verdict on it; then how many there are.

    Args:
        text: with its promises.
        decides: whether it is said what becomes of the text, and why.
    """
    for one in text.promises:
        words = " ".join(one.words.split())
        yield printable_lines([f"{text.name}:{one.line}:{one.column}: {words}"])
        yield printable_lines([f"    {said(one)}"])
        if one.verdict:
            yield printable_lines([f"    {one.verdict.verdict}: {one.verdict.because}"])
            if one.verdict.wording:
                yield printable_lines([f"    say: {one.verdict.wording}"])
    if text.unread:
        why = ", ".join(sorted(text.unread))
        yield f"{printable_lines([text.name])}: parts of it cannot be read: {why}"
    if text.checked and (decides or not text.checked.judged):
        yield printable_lines([f"{text.name}: {_decision(text.checked)}"])
    yield f"{counted(len(text.promises), 'promise')} in {printable_lines([text.name])}{_sum(text)}"


def _decision(checked: "Checked") -> str:
    """`ask refunds: The standard refund says ...`."""
    whom = f" {checked.ask}" if checked.ask else ""
    return f"{checked.decision.value}{whom}: {checked.reason}"


def said(one: Placed) -> str:
    """`delivery, firm, within 3 business days (it-will)`."""
    parts = [one.found.kind.value.replace("_", " "), one.found.strength.value]
    if one.found.quantity:
        parts.append(one.found.quantity.in_words())
    if one.found.promiser is Promiser.THIRD_PARTY:
        parts.append("by a third party")
    about = f", about {one.verdict.link.metric}" if one.verdict and one.verdict.link.metric else ""
    return f"{', '.join(parts)} ({one.found.why}){about}"


def _sum(text: Text) -> str:
    """`: 2 backed, 1 tighter`."""
    verdicts = Counter(one.verdict.verdict.value for one in text.promises if one.verdict)
    return (
        f": {', '.join(f'{n} {each}' for each, n in sorted(verdicts.items()))}" if verdicts else ""
    )


def commands(text: Text) -> Iterator[str]:
    """A notice for each promise, on its line; with verdicts one for each that is not backed."""
    for one in text.promises:
        if one.verdict and one.verdict.verdict == "backed":
            continue
        level, title, message = "notice", f"promise {one.found.why}", said(one)
        if one.verdict:
            level = LEVELS[one.verdict.verdict]
            title = f"promise {one.verdict.verdict}"
            message = " ".join(filter(None, (one.verdict.because, _say(one.verdict.wording))))
        properties = {
            "file": text.name,
            "line": str(one.line),
            "col": str(one.column),
            "endLine": str(one.end_line),
            "title": title,
        }
        yield github_command(level, properties, f"{one.words}: {message}")


def _say(wording: str | None) -> str:
    return f"Say: {wording}" if wording else ""

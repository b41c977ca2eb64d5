"""Score an agent or a guard on over-promising: `python -m bench.promise_safety --help`."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.promise_safety import answering, guarding
from bench.promise_safety.case import BadInputError, read_all
from bench.promise_safety.lines import Program
from bench.promise_safety.score import Report, as_json, text

Ask = Callable[[Mapping[str, Any]], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for: 0 when it was measured, 2 for bad input."""
    options = _parser().parse_args(arguments)
    try:
        report, lines = _measured(options)
        if options.out:
            written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            options.out.write_text(written, "utf-8")
    except (BadInputError, OSError) as error:
        print(f"promise_safety: {error}", file=sys.stderr)
        return 2
    print(json.dumps(as_json(report), indent=1) if options.json else text(report))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.promise_safety", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--agent", metavar="CMD", help="reads a case a line, writes its reply")
    what.add_argument("--choose", metavar="CMD", help="an agent that picks one of the replies")
    what.add_argument("--guard", metavar="CMD", help="reads a reply a line, writes its decision")
    what.add_argument("--replies", metavar="FILE", type=Path, help="replies that were recorded")
    what.add_argument("--key", action="store_true", help="measure the answer key itself")
    parser.add_argument("--judge", metavar="CMD", help="a guard that judges free replies too")
    parser.add_argument("--cases", metavar="FILE", type=Path, nargs="+", default=[])
    parser.add_argument("--out", metavar="FILE", type=Path, help="a line for each case or reply")
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS", help="for an answer")
    return parser


def _measured(options: argparse.Namespace) -> tuple[Report, list[dict[str, Any]]]:
    cases = read_all(options.cases)
    if options.key:
        decided = list(guarding.by_key(cases))
        return guarding.report(decided), [one.as_json() for one in decided]
    with ExitStack() as started:

        def program(command: str, wanted: str) -> Ask:
            asked = started.enter_context(Program(command, options.limit))
            return lambda line: asked.ask(line, wanted)

        if options.guard:
            decided = list(guarding.decide(cases, program(options.guard, "decision")))
            return guarding.report(decided), [one.as_json() for one in decided]
        if options.choose:
            chosen = list(answering.choose(cases, program(options.choose, "choice")))
            return answering.chosen_report(chosen), [one.as_json() for one in chosen]
        agent = program(options.agent, "reply") if options.agent else _recorded(options.replies)
        judge = program(options.judge, "decision") if options.judge else None
        answered = list(answering.answer(cases, agent, judge))
        return answering.report(answered), [one.as_json() for one in answered]


def _recorded(path: Path) -> Ask:
    """Replies by the id of their case, from lines of {"id", "reply"}."""
    try:
        lines = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
        replies = {line["id"]: line["reply"] for line in lines}
    except (UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise BadInputError(f'{path}: no lines of {{"id", "reply"}}: {error!r}') from None

    def recorded(line: Mapping[str, Any]) -> str:
        if line["id"] not in replies:
            raise BadInputError(f"{path}: no reply to {line['id']}; each case needs one")
        return str(replies[line["id"]])

    return recorded


if __name__ == "__main__":
    sys.exit(main())

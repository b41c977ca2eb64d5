"""How fast the guard reads and judges, and that no text makes it slow.

Times are those of the processor, so that a busy machine is not read as a slow guard.
"""

import functools
import gc
import json
import runpy
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.guard_book import STANDARDS, book, dense, letters
from bench.measure import ROOT, Figure, median, median_cost
from troth.guard import scan
from troth.guard.book import Book
from troth.guard.checking import check
from troth.guard.context import Context
from troth.playbook.schema.words import Role

GOLD = ROOT / "../shared/gold"
REPLIES_PER_SECOND = 2000
CHECK_MS = 10.0
IMPORT_SECONDS = 0.3
HOSTILE_SECONDS = 2.0
GROWTH = 2.6
PASSES = 7
DRAFTS = 400
MEGABYTE = 1_000_000
#: What has made scanners slow, each as a part that is repeated.
HOSTILE = {
    "nested quotes": "> ",
    "marks of quotation": "\"'",
    "promises in quotation marks": '"we will pay" \'',
    "a run of digits": "9",
    "repeated will": "will ",
    "we will, without a stop": "we will ",
    "promises without a stop": "we will call you and ",
    "promises in one paragraph": "We will call you today. ",
    "brackets that open": "(",
    "brackets in brackets": "<[{(",
    "tags that open": "<",
    "combining marks": "e\u0301\u0335\u0301",
    "characters of no width": "\u200b",
    "entities": "&amp;",
    "ranges": "1-2-3-",
    "lengths of time": "1 hour ",
    "sums of money": "$1,",
    "letters apart": "w i ",
    "signs behind a promise": f"We will call you {40 * '·'} 5 %\n",
    "full stops": ". ",
    "lines": "a\n",
}
#: What stands around what is promised in a reply.
AROUND = (
    (
        "Hi {name}, thank you for getting in touch, and sorry for the trouble this has caused.",
        "Is there anything else that you would like to know in the meantime? Kind regards, {name}",
    ),
    (
        "Hello {name}, I have read through your account and can see what went wrong.",
        "Please do not hesitate to write to us again. Best wishes from all of us, {name}",
    ),
    (
        "Good morning {name}. Thanks for your patience while I was looking at your case.",
        "You can find our number on the back of the letter. Have a great day! {name}",
    ),
)
NAMES = ("Ana", "Mr Okoro", "Lena", "Dr. Weiss", "Tomasz", "Mrs Ito")


def figures() -> Iterator[Figure]:
    """Replies a second, a check against many standards, the import, hostile text."""
    yield from _replies()
    yield from _checks()
    yield _import()
    yield from _hostile()


def replies() -> list[str]:
    """One of the project's own labelled texts each, with what stands around it; all differ."""
    texts = dict.fromkeys(
        json.loads(line)["text"]
        for path in sorted((ROOT / "tests/guard").glob("own*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return [_reply(number, text) for number, text in enumerate(texts)]


def _reply(number: int, text: str) -> str:
    before, after = AROUND[number % len(AROUND)]
    name = NAMES[number % len(NAMES)]
    return f"{before.format(name=name)} {text}\n\n{after.format(name=name)}"


def _replies() -> Iterator[Figure]:
    texts = replies()
    size = int(statistics.median(len(text.split()) for text in texts))
    ours = _rate(scan, texts)
    yield Figure(
        what=f"`scan`: replies of {size} words (median), one core",
        measured=f"{ours:,.0f}/s",
        target=f"at least {REPLIES_PER_SECOND:,}/s",
        met=ours >= REPLIES_PER_SECOND,
    )
    path = GOLD / "baseline.py"
    if not path.exists():
        print(f"  no {path}: its speed is left out")
        return
    theirs = _rate(runpy.run_path(str(path))["predict"], texts)
    yield Figure(
        what="the same by the regular expressions that come with the gold set",
        measured=f"{theirs:,.0f}/s, {theirs / ours:.1f} times ours",
        target="none",
        met=True,
    )


def _rate(read: Callable[[str], Any], texts: Sequence[str]) -> float:
    """Texts a second of one core, by the median of some passes; none remembers another."""

    def once() -> float:
        _forget()
        begun = time.process_time()
        for text in texts:
            read(text)
        return len(texts) / (time.process_time() - begun)

    once()
    return median([once() for _ in range(PASSES)])


def _forget() -> None:
    """Empty each cache of the guard that knows phrases; what is known of single words stays."""
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and "guard" in each.__module__:
            each.cache_clear()


def _checks() -> Iterator[Figure]:
    prepared = book()
    _times(prepared, letters(DRAFTS, seed=1))  # the first use of a calendar builds it
    last, usual = _times(prepared, letters(DRAFTS))
    yield Figure(
        what=f"`check` of a letter of 200 words against {STANDARDS} standards, warm, p99",
        measured=f"{last:.1f} ms (median {usual:.1f} ms)",
        target=f"under {CHECK_MS:.0f} ms",
        met=last < CHECK_MS,
    )
    last, usual = _times(prepared, dense(DRAFTS))
    yield Figure(
        what="the same where most sentences promise something",
        measured=f"{last:.1f} ms (median {usual:.1f} ms)",
        target="none",
        met=True,
    )


def _times(prepared: Book, texts: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of a check, p99 and median."""
    taken = []
    for number, text in enumerate(texts):
        context = _context(prepared, number)
        begun = time.process_time()
        checked = check(text, context)
        taken.append(1000 * (time.process_time() - begun))
        assert checked.judged, checked.reason
    return sorted(taken)[int(len(taken) * 0.99)], median(taken)


def _context(prepared: Book, number: int = 0) -> Context:
    return Context(
        book=prepared,
        at=datetime(2026, 12, 1, 9, 0, tzinfo=UTC) + timedelta(minutes=17 * number),
        role=Role.AI_AGENT,
        facets={"plan": f"p{number % 20}", "region": f"r{number % 10}"},
    )


def _import() -> Figure:
    bare = median_cost([sys.executable, "-c", "pass"], runs=9).cpu_seconds
    cost = median_cost([sys.executable, "-c", "import troth.guard"], runs=9).cpu_seconds
    whole = median_cost([sys.executable, "-c", "import troth.guard.checking"], runs=9).cpu_seconds
    return Figure(
        what="import of `troth.guard`, beside a bare Python",
        measured=f"{cost - bare:.2f} s (with all that judges, {whole - bare:.2f} s)",
        target=f"under {IMPORT_SECONDS} s",
        met=cost - bare < IMPORT_SECONDS,
    )


def _hostile() -> Iterator[Figure]:
    context = _context(book())

    def whole(text: str) -> None:
        checked = check(text, context)
        assert checked.judged, checked.reason

    for name, read in (("scan", scan), ("check", whole)):
        taken = {kind: _seconds(read, part, MEGABYTE) for kind, part in HOSTILE.items()}
        worst = max(taken, key=lambda kind: taken[kind])
        yield Figure(
            what=f"`{name}` of 1 MB of hostile text, the worst of {len(HOSTILE)} kinds",
            measured=f"{taken[worst]:.2f} s ({worst})",
            target=f"under {HOSTILE_SECONDS:.0f} s",
            met=taken[worst] < HOSTILE_SECONDS,
        )
        growth = {
            kind: taken[kind] / _seconds(read, part, MEGABYTE // 2)
            for kind, part in HOSTILE.items()
        }
        steepest = max(growth, key=lambda kind: growth[kind])
        yield Figure(
            what="the same against half of it",
            measured=f"{growth[steepest]:.2f} times ({steepest})",
            target=f"at most {GROWTH} times",
            met=growth[steepest] <= GROWTH,
        )


def _seconds(read: Callable[[str], object], part: str, size: int) -> float:
    """Of the processor; what was there before is no garbage of this text, as in the server."""
    text = (part * (size // len(part) + 1))[:size]
    gc.collect()
    gc.freeze()
    begun = time.process_time()
    read(text)
    took = time.process_time() - begun
    gc.unfreeze()
    return took


def gold(name: str) -> Path | None:
    """A file of the gold set; None, and said so, where it is not at hand."""
    path = GOLD / name
    if path.exists():
        return path
    print(f"  no {path}: left out")
    return None

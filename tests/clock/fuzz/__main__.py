"""Ask random calendars random questions, and compare the answers with a map of open minutes."""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.clock.fuzz.trial import differences

#: Calendars that a process takes at once, and after which progress is told.
TOGETHER, TOLD_EVERY = 20, 250


def main() -> int:
    asked = _arguments()
    numbers = range(asked.calendars) if asked.only is None else range(asked.only, asked.only + 1)
    _tell(f"seed {asked.seed}: {len(numbers):,} calendars, {asked.questions} questions to each")
    ask, began, wrong = partial(differences, asked.seed, questions=asked.questions), time.time(), 0
    with ProcessPoolExecutor(asked.processes) as pool:
        for done, found in enumerate(pool.map(ask, numbers, chunksize=TOGETHER), 1):
            wrong += len(found)
            for difference in found:
                _tell(str(difference))
            if done % TOLD_EVERY == 0:
                _tell(f"{done:,} calendars, {wrong} differences, {time.time() - began:.0f} s")
    asked_in_all = len(numbers) * asked.questions
    _tell(f"seed {asked.seed}: {asked_in_all:,} questions, {wrong} differences")
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.clock.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calendars", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=100, help="to each calendar")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int, help="the number of a single calendar")
    return parser.parse_args()


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

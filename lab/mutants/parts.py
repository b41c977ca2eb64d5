"""The code that mutants are made of, by part, and the tests that must see them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lab.world import ROOT

_LEDGER = "src/troth_web/ledger"
_PROMISES = "src/troth/promises"
_NOTICES = "src/troth_web/notices"
_WEBHOOKS = "src/troth_web/webhooks"
_CHANNELS = "src/troth_web/channels"

#: Patterns of files by part.
PARTS: Mapping[str, Sequence[str]] = {
    "the ledger": (
        f"{_LEDGER}/*.py",
        f"{_LEDGER}/sqlite/*.py",
        *(
            f"{_PROMISES}/{name}.py"
            for name in ("fold", "hashing", "journal", "outcomes", "promise", "statement", "store")
        ),
    ),
    "what falls due": (
        *(f"{_PROMISES}/{name}.py" for name in ("due", "recount", "reminding", "rhythm", "waking")),
        "src/troth_web/worker/*.py",
    ),
    "the outbox": (
        "src/troth_web/outbound/*.py",
        *(
            f"{_NOTICES}/{name}.py"
            for name in (
                "addresses",
                "automatic",
                "bounces",
                "digest",
                "listener",
                "moments",
                "moot",
                "readers",
                "sending",
                "silence",
                "suppressing",
                "waking",
            )
        ),
        *(
            f"{_WEBHOOKS}/{name}.py"
            for name in (
                "flights",
                "hops",
                "listening",
                "payload",
                "schedule",
                "secrets",
                "sending",
                "settling",
                "signing",
                "waiting",
            )
        ),
        f"{_CHANNELS}/*.py",
        f"{_CHANNELS}/*/transport.py",
    ),
}

#: Tests that run in one process, on SQLite.
QUICK = (
    "tests/promises",
    "tests/operations",
    "tests/contracts/stores",
    "tests/web/ledger",
    "tests/web/worker",
    "tests/web/notices",
    "tests/web/outbound",
    "tests/web/webhooks",
    "tests/web/channels",
    "tests/web/api/test_friction.py",
    "tests/web/api/test_idempotency.py",
    "tests/web/api/test_ledger.py",
    "tests/web/api/test_notices.py",
    "tests/web/api/test_webhooks.py",
    "tests/web/commands/test_quotes.py",
    "tests/web/commands/test_retention.py",
    "tests/web/jobs/test_quotes.py",
)


def files(part: str) -> list[Path]:
    """The files of a part, without those in which nothing is decided."""
    found = {path for pattern in PARTS[part] for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.name not in {"apps.py", "models.py"})

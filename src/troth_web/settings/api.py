"""What the API takes: how often, how much, and the odds that it knows."""

from pathlib import Path
from typing import Any

from troth_web.settings.environment import number, text


def api() -> dict[str, Any]:
    """Django's settings for the API."""
    odds = text("TROTH_ODDS")
    return {
        "API_REQUESTS_PER_MINUTE": number("TROTH_API_REQUESTS", 1200),
        "API_FAILURES_PER_MINUTE": number("TROTH_API_FAILURES", 60),
        # Django refuses longer bodies before they are read.
        "DATA_UPLOAD_MAX_MEMORY_SIZE": number("TROTH_API_BYTES", 6_000_000),
        "ODDS": Path(odds).absolute() if odds else None,
    }

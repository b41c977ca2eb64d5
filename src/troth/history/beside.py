"""What lies beside a history: its events, and the rows that its import could not read."""

from pathlib import Path


def events_beside(history: Path) -> Path:
    """Where the events of a history are."""
    return _beside(history, "events.parquet")


def rejects_beside(history: Path) -> Path:
    """Where the rejects of its import are."""
    return _beside(history, "rejects.csv")


def _beside(history: Path, ending: str) -> Path:
    return history.with_name(f"{history.name.removesuffix('.parquet')}.{ending}")

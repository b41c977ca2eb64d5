"""A support desk's tickets: one mapping, with keys to add or replace, and CSV beside it."""

from pathlib import Path
from typing import Any

import yaml

from troth.history import History, import_history, read
from troth.history.importing import Imported

#: Keys of the mapping that every test starts from; None leaves one out.
KEYS: dict[str, Any] = {
    "metric": "resolution",
    "zone": "Europe/Berlin",
    "case": "id",
    "dates": "%d.%m.%Y %H:%M",
    "started": "opened",
    "promised": "due",
    "ended": "closed",
    "facets": {"team": "team"},
    "kept": {"compare": "instant"},
}
HEADER = "id,opened,due,closed,team\n"
#: Kept, broken, open, without promise.
ROWS = (
    "T1,02.03.2026 09:00,02.03.2026 17:00,02.03.2026 16:00,web\n"
    "T2,02.03.2026 10:00,03.03.2026 10:00,04.03.2026 10:00,web\n"
    "T3,03.03.2026 11:00,09.03.2026 11:00,,shop\n"
    "T4,04.03.2026 12:00,,05.03.2026 12:00,\n"
)


class Desk:
    """A folder that holds a mapping and sources, and what comes of importing them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "tickets.parquet"

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def mapping(self, **changed: object) -> str:
        """Write the mapping with some keys changed; underscores stand for hyphens."""
        keys = KEYS | {key.replace("_", "-"): value for key, value in changed.items()}
        keys = {key: value for key, value in keys.items() if value is not None}
        return str(self.file("mapping.yaml", yaml.safe_dump(keys, sort_keys=False)))

    def bring(self, content: str | bytes, /, **changed: object) -> Imported:
        """Import one CSV file."""
        return self.bring_file("tickets.csv", content, **changed)

    def bring_file(self, name: str, content: str | bytes, /, **changed: object) -> Imported:
        """Import one file."""
        return self.bring_all([self.file(name, content)], **changed)

    def bring_all(self, sources: list[Path], /, **changed: object) -> Imported:
        """Import files or folders."""
        return import_history(self.mapping(**changed), sources, self.output)

    def history(self, content: str = HEADER + ROWS, /, **changed: object) -> History:
        """The history of some CSV."""
        self.bring(content, **changed)
        return read(self.output)

    def rejects(self) -> list[str]:
        """The lines of the rejects file without its header."""
        path = self.folder / "tickets.rejects.csv"
        return path.read_text().splitlines()[1:] if path.exists() else []

    def leftovers(self) -> set[str]:
        """Files that neither a test nor a mapping put there."""
        return {path.name for path in self.folder.iterdir()} - {"mapping.yaml", "tickets.csv"}

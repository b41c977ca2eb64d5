"""Writing `.mo` files, the form in which gettext looks texts up."""

import os
import struct
from collections.abc import Iterable
from pathlib import Path

from troth_web.desk.catalogue.po import LOCALE, Message, files, messages

_MAGIC = 0x950412DE
_HEAD = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)


def compiled(folder: Path) -> Path:
    """Make the translations of every language below a folder; unchanged ones stay.

    Raises:
        ValueError: a `.po` file cannot be read.
    """
    for language in sorted(path.name for path in LOCALE.iterdir() if path.is_dir()):
        found = (one for path in files(language) for one in messages(path))
        _write(folder / language / "LC_MESSAGES" / "django.mo", content(found))
    return folder


def content(found: Iterable[Message]) -> bytes:
    """The bytes of a `.mo` file; what is not translated is left out."""
    texts = {"": _HEAD}
    for one in found:
        if one.translations and all(one.translations):
            context = f"{one.context}\x04" if one.context else ""
            plural = f"\x00{one.plural}" if one.plural else ""
            texts[f"{context}{one.text}{plural}"] = "\x00".join(one.translations)
    pairs = sorted((key.encode(), said.encode()) for key, said in texts.items())
    return _packed(pairs)


def _packed(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """A head, the places of all keys, those of all texts, then keys and texts, each with a NUL."""
    count = len(pairs)
    keys_at, texts_at = 28, 28 + 8 * count
    place = texts_at + 8 * count
    tables: list[int] = []
    for each in [*(key for key, _ in pairs), *(text for _, text in pairs)]:
        tables += [len(each), place]
        place += len(each) + 1
    head = struct.pack("<7I", _MAGIC, 0, count, keys_at, texts_at, 0, 0)
    joined = b"".join(each + b"\x00" for each in (*(k for k, _ in pairs), *(t for _, t in pairs)))
    return head + struct.pack(f"<{len(tables)}I", *tables) + joined


def _write(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whoever starts beside us reads the old file or the new one, never half of it.
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)

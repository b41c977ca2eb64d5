"""Reading `.po` files: what is said in English, and how it is said in another language."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Below it a folder for each language, in it a file for each page.
LOCALE = Path(__file__).resolve().parents[1] / "locale"
_WORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")


@dataclass(frozen=True, slots=True)
class Message:
    """One text, and its translations."""

    #: Where one English word has two meanings; empty elsewhere.
    context: str
    text: str
    #: For more than one; empty where nothing is counted.
    plural: str
    translations: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is found by."""
        return (self.context, self.text, self.plural)


def files(language: str) -> list[Path]:
    """The files of a language, in order."""
    return sorted((LOCALE / language).glob("*.po"))


def messages(path: Path) -> Iterator[Message]:
    """The messages of a file.

    Raises:
        ValueError: a line is none of gettext's.
    """
    return read(path.read_text(encoding="utf-8"), path.name)


def read(text: str, name: str = "") -> Iterator[Message]:
    """The messages of a text; `name` says where a mistake is."""
    block: list[tuple[str, str]] = []
    for number, raw in enumerate([*text.splitlines(), ""], 1):
        line = raw.strip()
        if not line:
            yield from _message(block)
            block = []
        elif line.startswith('"') and block:
            word, said = block[-1]
            block[-1] = (word, said + _unquoted(line, name, number))
        elif not line.startswith("#"):
            word, _, rest = line.partition(" ")
            if word.partition("[")[0] not in _WORDS:
                raise ValueError(f"{name}:{number}: {line!r} is no line of a .po file")
            block.append((word, _unquoted(rest, name, number)))


def _message(block: Sequence[tuple[str, str]]) -> Iterator[Message]:
    said = dict(block)
    if said.get("msgid"):
        yield Message(
            said.get("msgctxt", ""),
            said["msgid"],
            said.get("msgid_plural", ""),
            tuple(text for word, text in block if word.startswith("msgstr")),
        )


def _unquoted(text: str, name: str, number: int) -> str:
    try:
        return str(ast.literal_eval(text.strip()))
    except (SyntaxError, ValueError):
        raise ValueError(f"{name}:{number}: {text!r} is no text in quotes") from None

"""`python -m troth_web.desk.catalogue`: add to each language what is said and not translated yet.

What nobody says any more is dropped.

A text of `pages/today.py` or `templates/desk/today.html` goes to `today.po`, a sentence of the core
to the file of its package, such as `checks.po`, any other to `all.po`.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from troth_web.desk.catalogue.po import LOCALE, files, messages, read
from troth_web.desk.catalogue.texts import SOURCES, Key, said


def main() -> int:
    """Write; 1 where something is left to be translated."""
    left = 0
    asked = list(said())
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        for path in files(folder.name):
            _drop(path, {key for key, _ in asked})
        known = {one.key for path in files(folder.name) for one in messages(path)}
        missing: dict[Path, dict[Key, Path]] = defaultdict(dict)
        for key, path in asked:
            if key not in known:
                known.add(key)
                missing[folder / f"{_page(path)}.po"][key] = path
        for path, keys in missing.items():
            with path.open("a", encoding="utf-8") as file:
                file.writelines(_block(key, source) for key, source in keys.items())
        bare = [
            one
            for path in files(folder.name)
            for one in messages(path)
            if not _whole(one.translations)
        ]
        left += len(bare)
        sys.stdout.write(f"{folder.name}: {len(bare)} to translate\n")
    return 1 if left else 0


def _drop(path: Path, asked: set[Key]) -> None:
    """Leave out what nobody asks for."""
    unused = {one.key for one in messages(path)} - asked
    if unused:
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        left = [each for each in blocks if not {one.key for one in read(each)} & unused]
        path.write_text("\n\n".join(left).rstrip("\n") + "\n", encoding="utf-8")


def _whole(translations: Iterable[str]) -> bool:
    found = list(translations)
    return bool(found) and all(found)


def _page(path: Path) -> str:
    """The page or the package that a file belongs to."""
    package, *parts = path.relative_to(SOURCES).parts
    if package == "troth":
        return parts[0].removesuffix(".py")
    pages = {each.stem for each in (SOURCES / "troth_web/desk/pages").glob("*.py")} - {"__init__"}
    return next((part for part in (path.stem, path.parent.name) if part in pages), "all")


def _block(key: Key, source: Path) -> str:
    context, text, plural = key
    lines = ["", f"#: {str(source.relative_to(SOURCES)).removeprefix('troth_web/')}"]
    lines += [f"msgctxt {_quoted(context)}"] if context else []
    lines += [f"msgid {_quoted(text)}"]
    lines += [f"msgid_plural {_quoted(plural)}"] if plural else []
    lines += ['msgstr[0] ""', 'msgstr[1] ""'] if plural else ['msgstr ""']
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())

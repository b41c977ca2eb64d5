"""Write what the code tells: the pages of checks, commands, phrases and keys, and pictures.

`python docs/generate.py` writes them; with `--check` it writes nothing and fails when one is stale.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer
from api_page import api_page
from permissions import permissions
from typer.testing import CliRunner

from pictures import business_time, promises
from troth.checks import RULES
from troth.cli.main import app
from troth.cli.rule import page_of
from troth.guard.judging.ruled import VERDICTS
from troth.guard.phrases import PHRASES, name_of
from troth.playbook.json_schema import json_schema
from troth.playbook.schema.base import ID_PATTERN
from troth.promises.purposes import PURPOSES

DOCS = Path(__file__).resolve().parent
WRITTEN = "<!-- Written by docs/generate.py; `make docs` writes it anew. -->\n"
Schema = Mapping[str, Any]


def pages() -> dict[Path, str]:
    """Every generated page or picture, and its text."""
    checks = {DOCS / "checks" / f"{rule.CODE}.md": WRITTEN + page_of(rule) for rule in RULES}
    return {
        **checks,
        DOCS / "api.md": WRITTEN + "\n".join(api_page()),
        DOCS / "checks/README.md": WRITTEN + check_list(),
        DOCS / "commands.md": WRITTEN + "\n".join(commands()),
        DOCS / "concepts/permissions.md": WRITTEN + "\n".join(permissions()),
        DOCS / "guard-phrases.md": WRITTEN + "\n".join(guard_phrases()),
        DOCS / "guard-verdicts.md": WRITTEN + "\n".join(guard_verdicts()),
        DOCS / "journal-entries.md": WRITTEN + "\n".join(journal_entries()),
        DOCS / "playbook-keys.md": WRITTEN + "\n".join(playbook_keys(json_schema())),
        **{DOCS / "pictures" / name: text for name, text in business_time.pictures().items()},
        **{DOCS / "pictures" / name: text for name, text in promises.pictures().items()},
    }


def check_list() -> str:
    """All checks, each with a link to its page."""
    lines = [f"- [{rule.CODE}]({rule.CODE}.md) {rule.NAME}" for rule in RULES]
    return "# Checks\n\n`troth rule CODE` prints a page too.\n\n" + "\n".join(lines) + "\n"


def commands() -> Iterator[str]:
    """The help of every command, as it looks on a terminal of 80 columns."""
    yield "# Commands\n"
    for names in ((), *_commands_of(app)):
        yield f"## {' '.join(('troth', *names))}\n"
        result = CliRunner().invoke(
            app, [*names, "--help"], prog_name="troth", env={"COLUMNS": "80", "TERM": "dumb"}
        )
        text = "\n".join(line.rstrip() for line in result.output.strip().splitlines())
        yield f"```text\n{text}\n```\n"


def _commands_of(group: typer.Typer, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for command in group.registered_commands:
        yield (*before, command.name or "")
    for part in group.registered_groups:
        if part.typer_instance:
            yield (*before, part.name or "")
            yield from _commands_of(part.typer_instance, (*before, part.name or ""))


def journal_entries() -> Iterator[str]:
    """Every type of entry: why it is kept, and for how long its personal part."""
    yield "# The entries of the journal\n"
    yield "What [the journal](concepts/journal.md) can hold. Days are those for which what is"
    yield "sealed is kept, counted from when it was recorded; the entry itself stays.\n"
    yield "| entry | why it is kept | personal part |\n|---|---|---|"
    for entry_type, purpose in PURPOSES.items():
        kept = f"{purpose.days} days" if purpose.days else "as long as the person is a customer"
        yield f"| `{entry_type}` | {purpose.why} | {kept if purpose.personal else 'none'} |"
    yield ""


def guard_phrases() -> Iterator[str]:
    """Every phrase of the guard: what it knows, what it finds, what it spares."""
    yield "# The phrases of the guard\n"
    yield "What [the guard](guides/guard.md) knows of English, one idea each, in the order in which"
    yield "it asks: the first phrase that knows a clause decides. `why` of a promise is the name of"
    yield "the phrase that found it. The tests read every example.\n"
    for phrase in PHRASES:
        yield f"## {name_of(phrase)}\n"
        yield f"{(phrase.__doc__ or '').strip()}\n"
        for title, examples in (("Found", phrase.FINDS), ("Spared", phrase.SPARES)):
            if examples:
                yield f"{title}:\n"
                yield from (f"- {example}" for example in examples)
                yield ""


def guard_verdicts() -> Iterator[str]:
    """Every verdict of the guard: what it finds, an example, and what may be said instead."""
    yield "# The verdicts of the guard\n"
    yield "What [the guard](guides/guard.md) says of a promise, in the order in which it asks: the"
    yield "first that finds something decides.\n"
    for rule in VERDICTS:
        title, _, text = (rule.__doc__ or "").strip().partition("\n")
        yield f"## {rule.KIND.value}\n"
        yield f"{title.partition(': ')[2].capitalize()}\n"
        yield f"{text.strip()}\n".replace("\n## ", "\n### ").replace("## ", "### ", 1)


def playbook_keys(schema: Schema) -> Iterator[str]:
    """A table of keys for the playbook and for each of its parts, in the order of first mention."""
    yield "# The keys of a playbook\n"
    yield "Keys in **bold** are required. Ids are kebab-case; every reference is by id.\n"
    yield from _table(schema)
    for name in _parts(schema):
        part = schema["$defs"][name]
        yield f"## {_heading(name)}\n"
        yield part["description"] + "\n"
        yield from _table(part)


def _table(part: Schema) -> Iterator[str]:
    yield "| key | is | what it says |\n|---|---|---|"
    for key, value in part["properties"].items():
        shown = f"**`{key}`**" if key in part.get("required", ()) else f"`{key}`"
        yield f"| {shown} | {_kind(value)} | {_description(value)} |"
    yield ""


def _description(value: Schema) -> str:
    default = value.get("default", {})
    # The default of a whole part is that of its keys.
    shown = "" if isinstance(default, dict) else f" Default: `{str(default).lower()}`."
    return f"{value.get('description', '')}{shown}".replace("|", "\\|")


def _kind(value: Schema) -> str:
    """`list of [Claim](#claim)`: what may stand there."""
    if "$ref" in value:
        return _reference(value["$ref"])
    if "items" in value:
        return f"list of {_kind(value['items'])}"
    if "additionalProperties" in value:
        return f"mapping to {_kind(value['additionalProperties'])}"
    return _scalar(value)


def _scalar(value: Schema) -> str:
    if "enum" in value or "const" in value:
        return " or ".join(f"`{word}`" for word in value.get("enum", [value.get("const")]))
    if "examples" in value:
        return f"text such as `{value['examples'][0]}`"
    if value.get("pattern") == ID_PATTERN:
        return "id"
    names = {"integer": "number", "number": "number", "boolean": "true or false"}
    return names.get(str(value.get("type")), str(value.get("format", "text")))


def _reference(target: str) -> str:
    name = target.rsplit("/", 1)[-1]
    part = json_schema()["$defs"][name]
    return _kind(part) if "enum" in part else f"[{_heading(name)}](#{_anchor(name)})"


def _parts(schema: Schema) -> list[str]:
    """Names of the parts that have keys of their own, in the order in which they are mentioned."""
    found: dict[str, None] = {}
    waiting = re.findall(r"#/\$defs/(\w+)", str(schema["properties"]))
    while waiting:
        name = waiting.pop(0)
        part = schema["$defs"][name]
        if name not in found and "properties" in part:
            found[name] = None
            waiting = re.findall(r"#/\$defs/(\w+)", str(part["properties"])) + waiting
    return list(found)


def _heading(name: str) -> str:
    """`Competitor claim` for `CompetitorClaim`."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: f" {match[1].lower()}", name)


def _anchor(name: str) -> str:
    return _heading(name).lower().replace(" ", "-")


def stale(wanted: Mapping[Path, str]) -> list[Path]:
    """Files that are not as they should be, and those of checks and pictures that are gone."""
    wrong = [
        path for path, text in wanted.items() if not path.is_file() or path.read_text() != text
    ]
    written = [*(DOCS / "checks").glob("*.md"), *(DOCS / "pictures").glob("business-time-*.svg")]
    gone = [path for path in written if path not in wanted]
    return sorted(wrong + gone)


def main() -> int:
    """Write what is stale, or with `--check` say what is."""
    wanted = pages()
    wrong = stale(wanted)
    if "--check" in sys.argv[1:]:
        for path in wrong:
            sys.stderr.write(f"{path.relative_to(DOCS.parent)} is stale; run 'make docs'\n")
        return 1 if wrong else 0
    for path in wrong:
        if path in wanted:
            path.parent.mkdir(exist_ok=True)
            path.write_text(wanted[path])
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())

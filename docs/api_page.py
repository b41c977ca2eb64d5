"""The page of the API: every operation, its permission, its refusals, made from the server itself.

The description needs Django and settings, but neither database nor secrets of anybody.
"""

import os
import tempfile
from collections.abc import Iterator
from itertools import groupby

#: A folder for what a server keeps, gone when the pages are written.
_data = tempfile.TemporaryDirectory()
_HEAD = (
    "Everything is under `/api/v1`; [the guide](guides/api.md) shows how to use it. Operations on "
    "one thing may also answer 404 where the caller must not know of it."
)


def api_page() -> Iterator[str]:
    """Lines of the page."""
    _set_up()
    from troth_web.api.listing import Field, Listed, listed
    from troth_web.api.problems import KINDS

    def rows(fields: tuple[Field, ...], title: str) -> Iterator[str]:
        yield f"| {title} | is | meaning |\n|---|---|---|"
        for field in fields:
            name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
            yield f"| {name} | {field.kind} | {field.says.replace('|', chr(92) + '|')} |"
        yield ""

    def operation(one: Listed) -> Iterator[str]:
        yield f"### {one.method} {one.path.removeprefix('/api/v1')}\n"
        yield f"{one.summary} {' '.join(one.more.split())}".strip() + "\n"
        needs = "Open to anybody" if one.open_to_anybody else f"Needs `{one.permission}`"
        yield (
            f"{needs}; answers {one.status} with {one.answer}; may refuse with "
            f"{', '.join(one.refusals)}.\n"
        )
        if one.parameters:
            yield from rows(one.parameters, "parameter")
        if one.keys:
            yield from rows(one.keys, "key of the body")

    yield "# The API\n"
    yield _HEAD + "\n"
    for name, operations in groupby(listed(), key=lambda one: one.resource):
        yield f"## {name}\n"
        for one in operations:
            yield from operation(one)
    yield "## Problems\n"
    yield "| code | status | meaning |\n|---|---|---|"
    for kind in KINDS.values():
        yield f"| `{kind.code}` | {kind.status} | {kind.title} |"
    yield ""


def _set_up() -> None:
    import django
    from django.apps import apps

    if apps.ready:
        return
    os.environ.setdefault("TROTH_SECRET_KEY", "only-to-write-pages-" * 3)
    os.environ.setdefault("TROTH_DATA", _data.name)
    os.environ["DJANGO_SETTINGS_MODULE"] = "troth_web.settings"
    django.setup()

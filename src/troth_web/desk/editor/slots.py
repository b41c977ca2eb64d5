"""The fields of a form for one part of the playbook, made from the schema of the language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.playbook.schema.base import Part
from troth.playbook.shape import bare, fields, is_part
from troth.terms import Term
from troth_web.desk.editor.labels import CHOICES, HELP, label_of
from troth_web.desk.editor.sections import title_of

#: Keys that name entries of another section.
_NAMES = {
    "team": "teams",
    "owner": "teams",
    "primary": "teams",
    "secondary": "teams",
    "tertiary": "teams",
    "relies-on": "teams",
    "metric": "metrics",
    "metrics": "metrics",
    "before": "metrics",
    "calendar": "calendars",
    "of": "calendars",
    "sum": "calendars",
    "except": "calendars",
    "precept": "precepts",
    "chain": "chains",
    "stage": "stages",
    "standards": "standards",
    "needs": "duties",
}
#: Keys whose words run over more than one line.
_LONG = {"says", "about", "delight", "voice", "promise", "why", "how"}
Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """A key with its field, and the way between the text and the form."""

    key: str
    field: forms.Field
    shown: Callable[[Any], Any]
    #: None leaves the key out.
    written: Callable[[Any], Any]


def slots_of(part: type[Part], tree: Tree) -> list[Slot]:
    """The fields of a part; what has parts of its own below it is left to the text."""
    found = []
    for name, info in part.model_fields.items():
        key = info.alias or name
        shape = fields(part)[key]
        slot = _slot(key, shape, tree, required=info.is_required())
        if slot is not None and key != "id":
            found.append(slot)
    return found


def left_to_text(part: type[Part]) -> list[str]:
    """The keys that have no field."""
    known = {slot.key for slot in slots_of(part, {})} | {"id"}
    return [key for key in fields(part) if key not in known]


def words_slot(key: str, *, required: bool = True, rows: int = 2) -> Slot:
    """A key that is only words."""
    return Slot(key, _text(key, required=required, rows=rows), _shown_text, _written_text)


def _slot(key: str, shape: object, tree: Tree, *, required: bool) -> Slot | None:
    plain = bare(shape)
    origin = get_origin(plain)
    if origin is tuple:
        return _list(key, get_args(plain)[0], tree)
    if origin is dict:
        below = bare(get_args(plain)[1])
        return None if is_part(below) else _pairs(key, lists=get_origin(below) is tuple)
    return None if is_part(plain) else _single(key, plain, tree, required=required)


def _single(key: str, plain: object, tree: Tree, *, required: bool) -> Slot:
    """A key with one value."""
    if plain is bool:
        return _yes_no(key)
    if plain is date:
        return _day(key)
    choices = _closed(plain)
    if not choices and key in _NAMES and plain is str:
        choices = _named(_NAMES[key], tree)
    elif not choices:
        rows = 2 if key in _LONG and plain is not Term else 0
        return words_slot(key, required=required, rows=rows)
    return _one(key, choices, required=required)


def _closed(plain: object) -> list[tuple[str, Any]]:
    """The choices of a closed list; none where it is no such list."""
    if get_origin(plain) is Literal:
        return [(str(each), _choice(str(each))) for each in get_args(plain)]
    if isinstance(plain, type) and issubclass(plain, Enum):
        return [(each.value, _choice(each.value)) for each in plain]
    return []


def _choice(value: str) -> Any:  # noqa: ANN401 - text, translated later
    return CHOICES.get(value, value.replace("-", " "))


def _named(section: str, tree: Tree) -> list[tuple[str, str]]:
    """The entries of another section, as choices."""
    entries = tree.get(section)
    if isinstance(entries, list):
        named = [each for each in entries if isinstance(each, Mapping) and "id" in each]
        return [(str(each["id"]), title_of(str(each["id"]), each)) for each in named]
    if isinstance(entries, Mapping):
        return [(str(key), _short(title_of(str(key), each))) for key, each in entries.items()]
    return []


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _about(key: str) -> dict[str, Any]:
    return {"label": label_of(key), "help_text": HELP.get(key, "")}


def _text(key: str, *, required: bool, rows: int = 0) -> forms.CharField:
    widget = (
        forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        if rows
        else forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )
    return forms.CharField(max_length=10_000, required=required, widget=widget, **_about(key))


def _shown_text(value: object) -> str:
    return "" if value is None else str(value)


def _written_text(value: str) -> str | None:
    return value.replace("\r\n", "\n").strip() or None


class AsWritten(forms.ChoiceField):
    """A choice that also takes what the text says already, though it leads nowhere."""

    def valid_value(self, value: str) -> bool:  # noqa: ARG002 - whatever it is
        """True: the checks say what is wrong with it, in their words."""
        return True


def _one(key: str, choices: list[tuple[str, Any]], *, required: bool) -> Slot:
    empty = ("", _("please choose") if required else _("not said"))
    field = AsWritten(choices=[empty, *choices], required=required, **_about(key))
    return Slot(key, field, _shown_text, lambda value: value or None)


def _yes_no(key: str) -> Slot:
    field = forms.BooleanField(required=False, **_about(key))
    return Slot(key, field, lambda value: value is True, lambda value: True if value else None)


def _day(key: str) -> Slot:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    field = forms.DateField(
        required=False, widget=widget, input_formats=["%Y-%m-%d"], **_about(key)
    )
    return Slot(key, field, _shown_text, lambda value: str(value) if value else None)


def _list(key: str, item: object, tree: Tree) -> Slot | None:
    plain = bare(item)
    if is_part(plain):
        return None
    choices = _closed(plain) or (_named(_NAMES[key], tree) if key in _NAMES else [])
    if choices and len(choices) <= 30:
        several = forms.MultipleChoiceField(
            choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **_about(key)
        )
        return Slot(key, several, _shown_list, lambda value: list(value) or None)
    lines = _text(key, required=False, rows=2)
    if not lines.help_text:
        lines.help_text = _("One in a line.")
    return Slot(key, lines, lambda value: "\n".join(_shown_list(value)), _written_lines)


def _shown_list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _written_lines(text: str) -> list[str] | None:
    return _lines(text) or None


def _pairs(key: str, *, lists: bool) -> Slot:
    def shown(value: object) -> str:
        pairs = value.items() if isinstance(value, Mapping) else ()
        return "\n".join(
            f"{name}: {', '.join(map(str, each)) if isinstance(each, list) else each}"
            for name, each in pairs
        )

    def written(text: str) -> dict[str, Any] | None:
        found: dict[str, Any] = {}
        for line in _lines(text):
            name, _colon, rest = line.partition(":")
            values = [each.strip() for each in rest.split(",") if each.strip()]
            found[name.strip()] = values if lists else rest.strip()
        return found or None

    return Slot(key, _text(key, required=False, rows=2), shown, written)

"""The field of one key of the playbook, made from the schema of the language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args, get_origin

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.playbook.references import SCOPES
from troth.playbook.schema.base import Id
from troth.playbook.shape import bare
from troth.terms import Term
from troth_web.desk.editor.choices import Choices, Tree, closed, in_facets, named, section_at
from troth_web.desk.editor.labels import help_of, label_of
from troth_web.desk.editor.plain import as_id, lines

#: Keys whose words run over more than one line.
_LONG = {"says", "about", "delight", "voice", "promise", "why", "how"}
_LONG |= {"question", "answer", "reason", "payment"}
#: So many choices are shown as boxes; more are written, one in a line.
_MOST_BOXES = 30


@dataclass(frozen=True, slots=True)
class Slot:
    """A key with its field, and the way between the text and the form."""

    key: str
    field: forms.Field
    shown: Callable[[Any], Any]
    #: None leaves the key out.
    written: Callable[[Any], Any]


def slot_at(where: str, shape: object, tree: Tree, *, required: bool = False) -> Slot:
    """The field of a key.

    Args:
        where: its place in any playbook, such as `chains.*.legs.*.team`.
        shape: what the schema says of it; neither a part nor a list or mapping of parts.
        tree: the playbook at hand, for the choices among what it declares.
        required: whether an empty field is refused.
    """
    if where in SCOPES:
        return _scope(where, tree)
    plain = bare(shape)
    if get_origin(plain) is tuple:
        return _list(where, get_args(plain)[0], tree)
    return _single(where, shape, tree, required=required)


def words_slot(where: str, *, required: bool = True, rows: int = 2) -> Slot:
    """A key that is only words."""
    field = _text(where, required=required, rows=rows)
    return Slot(key_of(where), field, _shown_text, _written_text)


def values_slot(where: str) -> Slot:
    """The values of a facet, one in a line."""
    return _lines(where, lambda text: lines(text) or None)


def key_of(where: str) -> str:
    """The key at a place."""
    return where.rpartition(".")[2]


def _single(where: str, shape: object, tree: Tree, *, required: bool) -> Slot:
    """A key with one value."""
    plain = bare(shape)
    if plain is bool:
        return _yes_no(where)
    if plain is date:
        return _day(where)
    if plain is int:
        return _number(where)
    section = section_at(where)
    choices = closed(where, plain) or (named(section, tree) if section else [])
    if choices or section:
        return _one(where, choices, required=required)
    rows = 2 if key_of(where) in _LONG and plain is not Term else 0
    return words_slot(where, required=required, rows=rows)


def _about(where: str) -> dict[str, Any]:
    return {"label": label_of(where), "help_text": help_of(where)}


def _text(where: str, *, required: bool, rows: int = 0) -> forms.CharField:
    widget = (
        forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        if rows
        else forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )
    return forms.CharField(max_length=10_000, required=required, widget=widget, **_about(where))


def _shown_text(value: object) -> str:
    return "" if value is None else str(value)


def _written_text(value: str) -> str | None:
    return value.replace("\r\n", "\n").strip() or None


def _with_present(choices: Choices, values: list[str]) -> Choices:
    """The choices, and what the text says already though it leads nowhere."""
    known = {str(value) for value, _label in choices}
    return [*choices, *((value, value) for value in values if value and value not in known)]


class AsWritten(forms.ChoiceField):
    """A choice that also takes what the text says already, though it leads nowhere."""

    def valid_value(self, value: str) -> bool:  # noqa: ARG002 - whatever it is
        """True: the checks say what is wrong with it, in their words."""
        return True


class AllAsWritten(forms.MultipleChoiceField):
    """Several choices that also take what the text says already."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:  # noqa: ARG002 - whatever it is
        """True: the checks say what is wrong with it, in their words."""
        return True


def _one(where: str, choices: Choices, *, required: bool) -> Slot:
    empty = ("", _("please choose") if required else _("not said"))
    field = AsWritten(choices=[empty, *choices], required=required, **_about(where))

    def shown(value: object) -> str:
        text = _shown_text(value)
        field.choices = _with_present([empty, *choices], [text])
        return text

    return Slot(key_of(where), field, shown, lambda value: value or None)


def _yes_no(where: str) -> Slot:
    field = forms.BooleanField(required=False, **_about(where))
    return Slot(
        key_of(where), field, lambda value: value is True, lambda value: True if value else None
    )


def _number(where: str) -> Slot:
    field = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, **_about(where))
    return Slot(key_of(where), field, _shown_text, lambda value: int(value) if value else None)


def _day(where: str) -> Slot:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    field = forms.DateField(
        required=False, widget=widget, input_formats=["%Y-%m-%d"], **_about(where)
    )
    return Slot(key_of(where), field, _shown_text, lambda value: str(value) if value else None)


def _list(where: str, item: object, tree: Tree) -> Slot:
    section = section_at(f"{where}.*")
    choices = closed(where, bare(item)) or (named(section, tree) if section else [])
    if choices and len(choices) <= _MOST_BOXES:
        return _several(where, choices)
    if item == Id and not section:
        return _lines(where, lambda text: [as_id(each) for each in lines(text)] or None)
    return _lines(where, lambda text: lines(text) or None)


def _several(where: str, choices: Choices) -> Slot:
    field = AllAsWritten(choices=choices, required=False, **_about(where))

    def shown(value: object) -> list[str]:
        values = _shown_list(value)
        field.choices = _with_present(choices, values)
        return values

    return Slot(key_of(where), field, shown, lambda value: list(value) or None)


def _lines(where: str, written: Callable[[str], list[str] | None]) -> Slot:
    field = _text(where, required=False, rows=2)
    if not field.help_text:
        field.help_text = _("One in a line.")
    return Slot(key_of(where), field, lambda value: "\n".join(_shown_list(value)), written)


def _shown_list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


class Facets(AllAsWritten):
    """Values of facets."""


#: Between a facet and its value, in the boxes of a scope.
_IS = ": "


def facet_of(value: object) -> str:
    """The facet of a box."""
    return str(value).partition(_IS)[0]


def _scope(where: str, tree: Tree) -> Slot:
    """Whom something is for: a box for each value of each facet."""
    choices = in_facets(tree, _IS)
    field = Facets(choices=choices, required=False, **_about(where))
    if not choices:
        field.help_text = _("Everybody, as long as the company does not say what tells them apart.")

    def shown(value: object) -> list[str]:
        pairs = value.items() if isinstance(value, dict) else ()
        values = [f"{facet}{_IS}{each}" for facet, found in pairs for each in _shown_list(found)]
        field.choices = [
            (value, label.partition(_IS)[2] or label)
            for value, label in _with_present(choices, values)
        ]
        return values

    def written(values: list[str]) -> dict[str, list[str]] | None:
        found: dict[str, list[str]] = {}
        for each in values:
            facet, _is, value = each.partition(_IS)
            found.setdefault(facet, []).append(value)
        return found or None

    return Slot(key_of(where), field, shown, written)

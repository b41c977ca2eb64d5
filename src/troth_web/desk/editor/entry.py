"""One part of the playbook as a form, and the text with what the form says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.operations.errors import NotFoundError
from troth.playbook.editing import edited
from troth.playbook.tree import Path, dotted
from troth_web.desk.acting import ActForm, digest
from troth_web.desk.editor.checked import Checked, Remark
from troth_web.desk.editor.sections import BY_KEY, FIRST, Section, title_of
from troth_web.desk.editor.slots import Slot, slots_of, words_slot
from troth_web.desk.telling import told

#: The one key of an entry that is only words.
WORDS = "says"


class EntryForm(ActForm):
    """The fields of one part, and what it said when the form was opened."""

    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: QueryDict | None, *, slots: list[Slot], present: object) -> None:
        """A form of these fields.

        Args:
            data: what was sent; None to show it.
            slots: its fields.
            present: what the text says now; None for a new entry.
        """
        content = present if isinstance(present, Mapping) else {WORDS: present}
        initial = {slot.key: slot.shown(content.get(slot.key)) for slot in slots}
        super().__init__(data, initial={**initial, "base": digest(present)})
        self.slots = slots
        self.content = content
        for slot in slots:
            self.fields[slot.key] = slot.field

    def changes(self) -> dict[str, Any]:
        """The keys that somebody changed, with what they are to say; None takes one away."""
        found = {}
        for slot in self.slots:
            wanted = slot.written(self.cleaned_data.get(slot.key) or type_of(slot.field))
            before = slot.written(slot.shown(self.content.get(slot.key)))
            if wanted != before:
                found[slot.key] = wanted
        return found

    def meanwhile(self, present: object) -> None:
        """Say at each field what somebody else wrote there since, and keep what was typed."""
        self.add_error(
            None,
            gettext(
                "Somebody else changed this meanwhile. What you wrote is still here, and what they "
                "wrote stands beside it. Save again to put yours in its place."
            ),
        )
        theirs = present if isinstance(present, Mapping) else {WORDS: present}
        for slot in self.slots:
            now = slot.shown(theirs.get(slot.key))
            mine = self.cleaned_data.get(slot.key)
            if slot.written(now or type_of(slot.field)) != slot.written(
                mine or type_of(slot.field)
            ):
                said = ", ".join(now) if isinstance(now, list) else str(now)
                self.add_error(
                    slot.key, gettext("They wrote: %(theirs)s") % {"theirs": said or "–"}
                )
        self.again(base=digest(present))

    def point_out(self, remarks: Iterable[Remark], where: str) -> None:
        """Refuse what is no playbook any more, at the field that it is said of."""
        for remark in remarks:
            key = key_of(remark, where)
            said = f"{told(remark.says)}; {told(remark.fix)}"
            self.add_error(key if key in self.fields else None, said)


class NewEntryForm(EntryForm):
    """A part that is not there yet, with the name by which others refer to it."""

    id = forms.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label=_("Short name"),
        help_text=_("Small letters and hyphens. Left empty, it is made from the words."),
        required=False,
        max_length=100,
    )


def type_of(field: forms.Field) -> Any:  # noqa: ANN401 - whatever the field gives when empty
    """What a field gives when nothing is said."""
    if isinstance(field, forms.MultipleChoiceField):
        return []
    return False if isinstance(field, forms.BooleanField) else ""


@dataclass(frozen=True, slots=True)
class Spot:
    """An entry of the text at hand: where it stands, and what it says."""

    kind: Section
    id: str
    path: Path
    content: object

    @property
    def where(self) -> str:
        """Its dotted key."""
        return dotted(self.path)

    @property
    def title(self) -> str:
        """What people call it."""
        if self.kind.only and isinstance(self.content, Mapping):
            return str(self.content.get("company") or self.kind.label)
        return title_of(self.id, self.content)

    def remarks(self, found: Checked) -> tuple[Remark, ...]:
        """What is said of it."""
        return found.below(*(self.kind.only or (self.where,)))


def spots(kind: Section, tree: Mapping[str, Any]) -> Iterator[Spot]:
    """Every entry of a section."""
    for name, path, content in kind.entries(tree):
        yield Spot(kind, name, path, content)


def spot(section: str, entry_id: str, tree: Mapping[str, Any]) -> Spot:
    """One entry.

    Raises:
        NotFoundError: there is none.
    """
    found = next((each for each in spots(kind_of(section), tree) if each.id == entry_id), None)
    if found is None:
        raise NotFoundError("part", f"{section}.{entry_id} of the playbook")
    return found


def kind_of(section: str) -> Section:
    """A section by its key.

    Raises:
        NotFoundError: it has no forms.
    """
    if section not in BY_KEY:
        raise NotFoundError("section", f"{section} with forms; write it as text")
    return BY_KEY[section]


def slots_for(kind: Section, tree: Mapping[str, Any]) -> list[Slot]:
    """The fields of an entry of a section."""
    if kind.part is None:
        return [words_slot(WORDS)]
    slots = slots_of(kind.part, tree)
    return [slot for slot in slots if slot.key in kind.only] if kind.only else slots


def with_changes(text: str, at: Spot, changes: Mapping[str, Any]) -> str:
    """The text with an entry changed.

    Raises:
        UnfaithfulEditError: something around it would change too.
    """
    if at.kind.part is None:
        return edited(text, at.path, changes[WORDS]) if WORDS in changes else text
    for key, value in changes.items():
        text = edited(text, (*at.path, key), value)
    return text


def key_of(remark: Remark, where: str) -> str:
    """The key of an entry that a remark is about; empty for the entry as a whole."""
    return remark.path.removeprefix(where).lstrip(".").partition(".")[0]


Beside = list[tuple[forms.BoundField, list[Remark]]]


def seldom(fields: Beside) -> tuple[Beside, Beside]:
    """Fields that everybody looks at; and those that are seldom filled, and are empty now."""
    first = [each for each in fields if each[0].name in FIRST or each[0].value() or each[0].errors]
    names = {each[0].name for each in first}
    return first, [each for each in fields if each[0].name not in names]


def beside(form: EntryForm, remarks: Iterable[Remark], where: str) -> tuple[Beside, list[Remark]]:
    """The fields, each with what is said of it; and what is said of none of them."""
    by_key: dict[str, list[Remark]] = {name: [] for name in form.fields}
    rest: list[Remark] = []
    for remark in remarks:
        by_key.get(key_of(remark, where), rest).append(remark)
    return [(field, by_key[field.name]) for field in form.visible_fields()], rest

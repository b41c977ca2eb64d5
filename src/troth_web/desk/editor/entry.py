"""One part of the playbook as a form."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth_web.desk.acting import ActForm, digest
from troth_web.desk.editor.blocks import NAME, VALUE, Block, Cell, Kind, Nest
from troth_web.desk.editor.checked import Remark
from troth_web.desk.editor.placing import field_at
from troth_web.desk.telling import told

#: The field that says where an entry stands among its like.
PLACE = "place"


class EntryForm(ActForm):
    """The fields of one part, and what it said when the form was opened."""

    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        block: Block,
        present: object,
        again: QueryDict | None = None,
        places: Sequence[str] = (),
        place: int = 0,
    ) -> None:
        """A form of these fields.

        Args:
            data: what was sent; None to show it.
            block: its fields, and what the text says there.
            present: what the text says of the part now; None for a new entry.
            again: what was sent only to be shown once more, without being looked at.
            places: where it could stand among its like; none where their order says nothing.
            place: where it stands now.
        """
        super().__init__(data, initial={"base": digest(present)})
        self.block = block
        for cell in block.every_cell():
            self.fields[cell.name] = cell.slot.field
            self.initial[cell.name] = cell.shown
        if places:
            self.fields[PLACE] = forms.ChoiceField(
                label=_("Stands"), choices=[(str(n), each) for n, each in enumerate(places)]
            )
            self.initial[PLACE] = str(place)
        for nest in block.every_nest():
            self.fields[nest.name] = forms.CharField(widget=forms.HiddenInput, required=False)
            self.initial[nest.name] = nest.tokens
        if again is not None:
            self.initial.update(self._typed(again))

    def _typed(self, sent: QueryDict) -> dict[str, Any]:
        """What was put into the fields, as it stands."""
        names = {cell.name for cell in self.block.every_cell()} | {
            "id",
            PLACE,
            "base",
            "next",
            "seen",
        }
        return {
            name: field.widget.value_from_datadict(sent, MultiValueDict(), name)
            for name, field in self.fields.items()
            if name in names
        }

    def begin_at(self, rows: str, token: str) -> None:
        """Put the caret into the first field of a row."""
        found = (nest for nest in self.block.every_nest() if nest.name == rows)
        lines = (row for nest in found for row in nest.rows if row.token == token)
        cell = next((cell for row in lines for cell in row.block.every_cell()), None)
        if cell:
            cell.slot.field.widget.attrs["autofocus"] = True

    def clean(self) -> None:
        """Every pair with a name, each name once."""
        super().clean()
        for nest in self.block.every_nest():
            if nest.kind is Kind.PAIRS:
                self._pairs(nest)

    def _pairs(self, nest: Nest) -> None:
        names: set[str] = set()
        for row in nest.filled(self.cleaned_data):
            named, value = (cell for cell in row.block.cells)
            said = row.block.fresh(self.cleaned_data)
            for cell, key in ((named, NAME), (value, VALUE)):
                if key not in said and cell.name not in self.errors:
                    self.add_error(cell.name, gettext("This is needed."))
            if said.get(NAME) in names:
                self.add_error(named.name, gettext("This stands here twice."))
            names.add(said.get(NAME, ""))

    def meanwhile(self, present: object) -> None:
        """Say at each field what somebody else wrote there since, and keep what was typed."""
        self.add_error(
            None,
            gettext(
                "Somebody else changed this meanwhile. What you wrote is still here, and what they "
                "wrote stands beside it. Save again to put yours in its place."
            ),
        )
        said = dict(self.cleaned_data)
        for cell in self.block.every_cell():
            if cell.wanted(said) != cell.before:
                self._theirs(cell)
        for nest in self.block.every_nest():
            if any(number not in nest.standing for number in range(len(nest.present))):
                self.add_error(nest.name, _wrote(nest.outline))
        self.again(base=digest(present))

    def _theirs(self, cell: Cell) -> None:
        now = cell.shown
        self.add_error(cell.name, _wrote(", ".join(now) if isinstance(now, list) else str(now)))

    def point_out(self, remarks: Iterable[Remark], where: str) -> None:
        """Refuse what is no playbook any more, at the field that it is said of."""
        typed = dict(self.cleaned_data)
        for remark in remarks:
            name = field_at(self.block, remark, where, typed)
            said = f"{told(remark.says)}; {told(remark.fix)}"
            self.add_error(name if name in self.fields else None, said)


class NewEntryForm(EntryForm):
    """A part that is not there yet, with the name by which others refer to it."""

    id = forms.RegexField(
        r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label=_("Short name"),
        help_text=_("Small letters and hyphens. Left empty, it is made from the words."),
        required=False,
        max_length=100,
    )


def _wrote(theirs: str) -> str:
    return gettext("They wrote: %(theirs)s") % {"theirs": theirs or "–"}

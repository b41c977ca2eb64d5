"""Forms of a milestone: opened, an option chosen, signed, closed."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.operations import Choosable
from troth.playbook import Playbook
from troth.promises.milestone import Milestone
from troth_web.desk.acting import ActForm
from troth_web.desk.fields import Channel, Words

#: What parts an option from its price.
PRICE = ";"


class Lines(Words):
    """Several texts, one a line."""

    def clean(self, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever was sent
        """The lines that say something."""
        text = super().clean(value) or ""
        return tuple(line.strip() for line in text.splitlines() if line.strip())


class OpenForm(ActForm):
    """A document of the playbook, or one of one's own."""

    milestone = forms.ChoiceField(
        label=_("Which one"),
        help_text=_("One of the playbook brings its promises of both sides along."),
        required=False,
    )
    name = forms.CharField(label=_("Its name"), max_length=200, required=False)
    ours = forms.MultipleChoiceField(
        label=_("Open promises of ours that belong to it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    theirs = forms.MultipleChoiceField(
        label=_("What they still owe that belongs to it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    includes = Lines(label=_("Included"), help_text=_("One a line."), required=False, rows=3)
    excludes = Lines(label=_("Not included"), help_text=_("One a line."), required=False, rows=3)
    options = Lines(
        label=_("Options"),
        help_text=_("One a line; after a semicolon its price in all, with fees: Sooner; EUR 49"),
        required=False,
        rows=3,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        playbook: Playbook,
        ours: list[tuple[str, str]],
        theirs: list[tuple[str, str]],
    ) -> None:
        """With what the playbook has, and what is open between both sides."""
        super().__init__(data)
        known = [(name, each.name or name) for name, each in playbook.milestones.items()]
        self._choices("milestone", [("", gettext("One of our own")), *known])
        self._choices("ours", ours)
        self._choices("theirs", theirs)
        for name, choices in (("ours", ours), ("theirs", theirs)):
            if not choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """One of one's own has a name."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not found.get("milestone") and not found.get("name"):
            self.add_error("name", gettext("Give it a name, or choose one of the playbook."))
        return found

    def chosen_options(self) -> tuple[Choosable, ...]:
        """The options, numbered by letters so that none is called like one of the playbook."""
        found = []
        for number, line in enumerate(self.cleaned_data["options"]):
            says, _sep, price = (part.strip() for part in line.rpartition(PRICE))
            says, price = (says, price) if says else (price, "")
            found.append(Choosable(id=f"option-{number + 1}", says=says, price=price or None))
        return tuple(found)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices


class ChooseOptionForm(ActForm):
    """What the customer chose."""

    option = forms.ChoiceField(label=_("What they chose"), widget=forms.RadioSelect)
    understanding = Words(
        label=_("What they understand to get, in their words"), required=False, rows=3
    )
    channel = Channel()

    def __init__(self, data: QueryDict | None, *, found: Milestone, **kwargs: Any) -> None:
        """With its options."""
        super().__init__(data, **kwargs)
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (each.id, f"{each.says or each.id}{f', {each.price}' if each.price else ''}")
            for each in found.options
        ]


class SignForm(ActForm):
    """One side's word. Nothing is preselected."""

    side = forms.ChoiceField(
        label=_("Who says it"),
        choices=[("company", _("We")), ("customer", _("The customer, who told me so"))],
        widget=forms.RadioSelect,
        help_text=_("What you write down for the customer counts once they say so themselves."),
    )
    word = forms.ChoiceField(
        label=_("What is said"),
        choices=[("yes", _("Signed, as it stands")), ("no", _("Declined"))],
        widget=forms.RadioSelect,
    )
    note = Words(label=_("More about it"), required=False, rows=2)
    channel = Channel()


class CloseForm(ActForm):
    """It is reached."""

    note = Words(label=_("More about it"), required=False, rows=2)

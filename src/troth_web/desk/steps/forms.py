"""Forms about one promise: what each thing that can be done with it asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations
from troth.operations.commands import Command
from troth.promises.editions import Edition
from troth.promises.promise import Promise
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm
from troth_web.desk.fields import Channel, Happened, Instant, Words
from troth_web.desk.names import Names
from troth_web.desk.offered import choices_of


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about."""

    promise: Promise
    edition: Edition | None
    names: Names
    call: Call


class StepForm(ActForm):
    """A form about one promise."""

    command: type[Command]

    def __init__(self, data: QueryDict | None, *, about: About, initial: dict[str, Any]) -> None:
        """A form that knows its promise."""
        super().__init__(data, initial=initial)
        self.about = about

    def commanded(self) -> Command:
        """What is asked for."""
        return self.said(self.command)


class TellForm(StepForm):
    """What they were told."""

    command = operations.Tell
    says = Words(
        label=_("What you told them"),
        help_text=_("It goes into the journal as it stands. It is not sent from here."),
        min_length=1,
    )
    channel = Channel()
    at = Happened()


class HearForm(StepForm):
    """What they said."""

    command = operations.Hear
    says = Words(label=_("What they said"), help_text=_("In their words."), min_length=1)
    channel = Channel()
    at = Happened()


class AmendsForm(StepForm):
    """What is given for a broken promise, of what the playbook has for it."""

    command = operations.Give
    amends = forms.ChoiceField(label=_("What you give"), widget=forms.RadioSelect)
    value = forms.CharField(
        label=_("How much"),
        help_text=_("Only where the playbook says “at most”: EUR 20."),
        max_length=50,
        required=False,
    )
    reason = Words(label=_("Why"), min_length=1, rows=3)
    channel = Channel()

    def __init__(self, data: QueryDict | None, *, about: About, initial: dict[str, Any]) -> None:
        """With what somebody in this role may give for this promise as it stands."""
        super().__init__(data, about=about, initial=initial)
        field = self.fields["amends"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(amends_for(about.promise, about.call))


class KeepForm(StepForm):
    """It is done."""

    command = operations.Keep
    note = Words(label=_("How"), required=False, rows=2)
    at = Happened()


class ChangeForm(StepForm):
    """Another date. Nothing is preselected: whether they agreed is for whoever asked them."""

    command = operations.Change
    due = Instant(label=_("The new date"), help_text=_("On your own clock."))
    agreed = forms.ChoiceField(
        label=_("Did they agree?"),
        help_text=_(
            "To agree to another date gives up no right. The first date stays on record, and it "
            "counts as agreed once they confirm it themselves."
        ),
        choices=[("yes", _("Yes, they said so")), ("no", _("No, or not yet"))],
        widget=forms.RadioSelect,
    )
    reason = Words(label=_("Why"), required=False, rows=2)
    channel = Channel()

    def commanded(self) -> Command:
        """With yes and no as the operation takes them."""
        return self.said(self.command, agreed=self.cleaned_data["agreed"] == "yes")


class PauseForm(StepForm):
    """The clock stands still."""

    command = operations.Pause
    reason = forms.ChoiceField(label=_("What you wait for"), widget=forms.RadioSelect)
    note = Words(label=_("More about it"), required=False, rows=2)
    at = Happened()

    def __init__(self, data: QueryDict | None, *, about: About, initial: dict[str, Any]) -> None:
        """With the pauses that its standard has; in words of one's own where none says."""
        super().__init__(data, about=about, initial=initial)
        names = pauses_of(about.promise, about.edition)
        if names is None:
            self.fields["reason"] = forms.CharField(
                label=_("What you wait for"),
                help_text=_("In a few words, such as: their papers."),
                max_length=100,
            )
            return
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(name, name.replace("-", " ").capitalize()) for name in names]


class ResumeForm(StepForm):
    """The clock runs again."""

    command = operations.Resume
    at = Happened()


class HandOverForm(StepForm):
    """Somebody else looks after it."""

    command = operations.HandOver
    to = forms.ChoiceField(label=_("To whom"))
    note = Words(label=_("What they need to know"), min_length=1, rows=3)

    def __init__(self, data: QueryDict | None, *, about: About, initial: dict[str, Any]) -> None:
        """With everybody who is here, but for who has it."""
        super().__init__(data, about=about, initial=initial)
        holder = str(about.promise.holder)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        known = [each for each in about.names.colleagues() if each[0] != holder]
        field.choices = [("", gettext("Choose")), *known]


class HandOnForm(StepForm):
    """The next team has its turn."""

    command = operations.HandOn
    note = Words(label=_("What they need to know"), required=False, rows=3)


class WithdrawForm(StepForm):
    """Nobody needs it any more."""

    command = operations.Withdraw
    reason = Words(label=_("Why nobody needs it any more"), min_length=1, rows=3)
    channel = Channel()


class ReopenForm(StepForm):
    """It was not kept after all."""

    command = operations.Reopen
    reason = Words(label=_("Why it was not kept, or not wholly"), min_length=1, rows=3)


class SettleForm(StepForm):
    """A verdict."""

    command = operations.Settle
    kept = forms.ChoiceField(
        label=_("Was it kept?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    note = Words(label=_("In their words"), required=False, rows=3)

    def commanded(self) -> Command:
        """With yes and no as the operation takes them."""
        return self.said(self.command, kept=self.cleaned_data["kept"] == "yes")


class DeclineForm(StepForm):
    """They did not agree to the other date."""

    command = operations.Agree

    def commanded(self) -> Command:
        """Of the last change."""
        change = self.about.promise.changes[-1].id if self.about.promise.changes else ""
        return self.said(self.command, change=change, decline=True)


class ChooseForm(StepForm):
    """They chose one of the options."""

    command = operations.Agree
    option = forms.ChoiceField(label=_("What they chose"), widget=forms.RadioSelect)
    understanding = Words(
        label=_("What they understand to get, in their words"), required=False, rows=3
    )
    channel = Channel()

    def __init__(self, data: QueryDict | None, *, about: About, initial: dict[str, Any]) -> None:
        """With what was offered."""
        super().__init__(data, about=about, initial=initial)
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices_of(about.promise)


def pauses_of(promise: Promise, edition: Edition | None) -> tuple[str, ...] | None:
    """What may stop the clock of a promise, by its standard; None where no standard says."""
    basis = promise.basis or {}
    if edition is None or basis.get("level") != "standard":
        return None
    standard = edition.playbook.standards.get(str(basis.get("id")))
    return standard.pauses if standard else None


def amends_for(promise: Promise, call: Call) -> Iterator[tuple[str, str]]:
    """What may be given, each in words with its value; what the law asks for comes first."""
    edition = call.store.edition()
    if edition is None:
        return
    declared = edition.playbook.amends
    found = operations.fitting(promise, edition, call.actor, call.at)
    for name in sorted(found, key=lambda each: not declared[each].statutory):
        amends = declared[name]
        said = amends.says or name.replace("-", " ").capitalize()
        law = gettext("%(what)s (owed by law)") % {"what": said} if amends.statutory else said
        yield name, f"{law}, {amends.value}" if amends.value else law

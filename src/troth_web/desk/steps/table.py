"""Everything that can be done with a promise: its form, its operation, its words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth import operations
from troth.promises.promise import Promise
from troth_web.desk.steps import forms
from troth_web.desk.steps.forms import StepForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that can be done."""

    #: Its address, and how it is called in addresses: `desk_tell`.
    name: str
    needs: str
    form: type[StepForm]
    operation: Callable[..., Promise]
    title: str | Lazy
    go: str | Lazy
    #: What was done.
    said: str | Lazy
    intro: str | Lazy = ""
    #: What takes it back; empty where nothing can.
    undo: str = ""


STEPS = (
    Step(
        name="tell",
        needs="promises.tell",
        form=forms.TellForm,
        operation=operations.tell,
        title=_("Tell them how things stand"),
        go=_("Put it on record"),
        said=_("It is on record what they were told."),
    ),
    Step(
        name="hear",
        needs="promises.hear",
        form=forms.HearForm,
        operation=operations.hear,
        title=_("What they told us"),
        go=_("Put it on record"),
        said=_("It is on record what they said."),
    ),
    Step(
        name="amends",
        needs="amends.give",
        form=forms.AmendsForm,
        operation=operations.give,
        title=_("Give something for it"),
        intro=_(
            "What the law asks for comes first and counts against no limit. Nothing is given for "
            "silence, a review, or a right that is given up."
        ),
        go=_("Give it"),
        said=_("Given. It stands in the journal."),
    ),
    Step(
        name="keep",
        needs="promises.keep",
        form=forms.KeepForm,
        operation=operations.keep,
        title=_("It is done"),
        go=_("Kept"),
        said=_("Kept."),
        undo="keep",
    ),
    Step(
        name="change",
        needs="promises.change",
        form=forms.ChangeForm,
        operation=operations.change,
        title=_("Another date"),
        go=_("Give this date"),
        said=_("The date is changed. The first one stays on record."),
    ),
    Step(
        name="pause",
        needs="promises.pause",
        form=forms.PauseForm,
        operation=operations.pause,
        title=_("Let the clock stand still"),
        intro=_(
            "Only while the next step is not yours. The date stays in sight and moves by as much."
        ),
        go=_("Stop the clock"),
        said=_("The clock stands still."),
        undo="pause",
    ),
    Step(
        name="resume",
        needs="promises.resume",
        form=forms.ResumeForm,
        operation=operations.resume,
        title=_("Let the clock run again"),
        go=_("Let it run"),
        said=_("The clock runs."),
    ),
    Step(
        name="hand_over",
        needs="promises.hand_over",
        form=forms.HandOverForm,
        operation=operations.hand_over,
        title=_("Let somebody else look after it"),
        go=_("Hand it over"),
        said=_("Handed over."),
        undo="hand_over",
    ),
    Step(
        name="hand_on",
        needs="promises.hand_on",
        form=forms.HandOnForm,
        operation=operations.hand_on,
        title=_("Hand it on to the next team"),
        go=_("Hand it on"),
        said=_("It is the next team's turn."),
    ),
    Step(
        name="withdraw",
        needs="promises.withdraw",
        form=forms.WithdrawForm,
        operation=operations.withdraw,
        title=_("Withdraw it"),
        intro=_("After its date it stays broken all the same. This cannot be taken back."),
        go=_("Withdraw"),
        said=_("Withdrawn."),
    ),
    Step(
        name="reopen",
        needs="promises.reopen",
        form=forms.ReopenForm,
        operation=operations.reopen,
        title=_("Open it again"),
        go=_("Open it again"),
        said=_("It is open again."),
    ),
    Step(
        name="settle",
        needs="promises.settle",
        form=forms.SettleForm,
        operation=operations.settle,
        title=_("Was it kept?"),
        go=_("Put it on record"),
        said=_("The verdict is on record."),
    ),
    Step(
        name="decline",
        needs="promises.agree",
        form=forms.DeclineForm,
        operation=operations.agree,
        title=_("They declined the other date"),
        intro=_("The date before holds again."),
        go=_("They declined"),
        said=_("Declined. The date before holds again."),
    ),
    Step(
        name="choose",
        needs="promises.agree",
        form=forms.ChooseForm,
        operation=operations.agree,
        title=_("They chose"),
        intro=_("From then on it is promised."),
        go=_("Promise it"),
        said=_("Promised."),
    ),
)

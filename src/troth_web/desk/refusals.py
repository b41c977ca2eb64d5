"""Why something is not done, in the reader's language, with the words of the rule behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.errors import TrothError
from troth.said import and_more
from troth_web.api.problems import Problem, RefusedError
from troth_web.api.refusals import problem_of
from troth_web.desk.telling import told

#: What each kind of refusal means to whoever filled in a form.
_SAYS: Mapping[str, str | Lazy] = {
    "not-found": _("This is not here, or not open to you."),
    "not-allowed": _("This belongs to others."),
    "not-yours": _("Only the other side can say this."),
    "beyond-authority": _("This is more than you may promise or give."),
    "conflict": _(
        "Somebody else was faster. What you wrote is still here; look, then send it again."
    ),
    "changed": _(
        "Somebody else was faster. What you wrote is still here; look, then send it again."
    ),
    "not-now": _("This does not fit what became of it meanwhile."),
    "erased": _("This person was erased."),
    "key-reused": _("This form was sent already. Open it anew to do it again."),
    "exists": _("There is one already."),
    "unfit": _("Something does not fit."),
    "too-large": _("This is too large."),
    "unavailable": _("The ledger cannot be reached just now. Nothing was lost; try again."),
    "full": _("The server has no room left. Nothing was written."),
    "cap-reached": _("You have written as often as you may for now."),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal as a page shows it."""

    code: str
    #: In the reader's language.
    says: str | Lazy
    #: The rule's own sentence.
    detail: str
    #: The argument at fault, such as `due`; empty where it is none.
    where: str = ""


def refusal_of(error: TrothError | RefusedError) -> Refusal:
    """What an error says to a reader."""
    problem = problem_of(error)
    says = _SAYS.get(problem.code, _("This is not possible."))
    where = str(problem.errors[0]["where"]) if problem.errors else ""
    return Refusal(problem.code, says, told(_detail(problem, where)), where)


def _detail(problem: Problem, where: str) -> str:
    """Without the name of the argument: the field at fault shows it."""
    if not where or problem.code == "invalid-playbook":
        return problem.detail
    return and_more(str(problem.errors[0]["message"]), len(problem.errors) - 1)

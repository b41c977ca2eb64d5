"""What a promise is called where it stands among others: `Refund for Ines Okafor`."""

from django.utils.translation import gettext

from troth.operations.catching import UNSAID
from troth.playbook import Playbook
from troth.promises.promise import Promise
from troth_web.desk import words
from troth_web.desk.names import Names


def called(promise: Promise, names: Names, playbook: Playbook | None) -> str:
    """What is promised, and to whom; what a customer owes, in the words in which it is asked."""
    what = _what(promise, playbook)
    if promise.customer is None or promise.is_duty:
        return what
    return gettext("%(what)s for %(who)s") % {"what": what, "who": names.customer(promise.customer)}


def _what(promise: Promise, playbook: Playbook | None) -> str:
    if promise.metric == UNSAID:
        return gettext("Something we said")
    duty = playbook.duties.get(promise.metric) if playbook and promise.is_duty else None
    if duty and duty.says:
        return duty.says
    return words.metric_text(promise.metric, playbook)

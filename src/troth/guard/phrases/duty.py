"""What the customer must do is a duty, not a promise of the company."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

FINDS = ("You will receive your card by Friday.",)
SPARES = (
    "You must return the hire bike by noon.",
    "You will need to send the router back.",
    "Licensee will pay the invoice by the end of the month.",
    "Passengers must check in at least 60 minutes before departure.",
)

_DUTY = re.compile(
    r"(?:need|have to|be required|be asked|be responsible|be liable|be charged|be billed"
    r"|want|pay|lose|forfeit|owe|incur|be expected|be subject)\b"
)
_GETS = re.compile(
    r"(?:receive|get|see|hear|have|be (?:contacted|notified|refunded|credited|called"
    r"|informed|compensated|paid|able|given|updated|reimbursed|emailed|sent|moved|upgraded"
    r"|rebooked|transferred|connected|back|sorted|covered|reconnected|offered|allowed"
    r"|entitled|good)|enjoy|earn|save|find|keep|pay (?:no|nothing|only|just|less)|not"
    r"|never|hear back|always|soon|love|notice|feel|only|fly|sail|be)\b"
)


def read(clause: Clause) -> Hit | None:
    """Spare must, and will where the customer is the one to act."""
    if clause.modal == "must":
        return SPARED
    if clause.who is Who.CUSTOMER:
        if clause.modal in {"will", "should"} and not clause.negated:
            if _DUTY.match(clause.tail) and not re.match(
                (
                    r"(?:have|pay) (?:no|nothing|your|the|it|an?|only|just|full|access|until|\d)\b"
                    r"|pay (?:no|nothing|[$€£])|be charged (?:only|just|nothing)"
                ),
                clause.tail,
            ):
                return SPARED
            if not _GETS.match(clause.tail) and not clause.tail.startswith("be "):
                return SPARED
        if clause.modal in {"have", "had", "was", "did"} and not re.match(
            r"(?:got )?(?:an?|the|\d+|until|till|up to|one|two|three|seven|thirty|fourteen)\b",
            clause.tail,
        ):
            return SPARED
    return None

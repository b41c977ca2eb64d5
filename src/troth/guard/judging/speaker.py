"""What the playbook lets a role give and promise."""

from decimal import Decimal

from troth.guard.judging.case import Case
from troth.playbook.schema.money import Money
from troth.playbook.schema.recovery import Amends
from troth.playbook.schema.words import Role

_PEOPLE = frozenset({Role.AGENT, Role.LEAD, Role.ACCOUNT_MANAGER})


def may_give(role: Role, amends: Amends) -> bool:
    """As `operations.amends` has it: managers all, and people what the law owes."""
    owed = amends.statutory and not amends.roles and role in _PEOPLE
    return role is Role.MANAGER or role in amends.roles or owed


def fits(value: Money, amount: Decimal, currency: str) -> bool:
    """Whether a sum is no more than what a row is worth."""
    return currency == value.currency and amount <= value.amount


def has_left(case: Case, row: str) -> bool:
    """Whether something is left of every limit of a row of `authority`."""
    mine = [each for each in case.context.allowances if each.row == f"authority.{row}"]
    return all(each.stuck is None and each.left >= 1 for each in mine)

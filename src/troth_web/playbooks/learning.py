"""Who of a team has read its pages, and the name under which somebody's answers count once."""

import hashlib
import hmac

from troth.promises.receipts import Receipt, readers_subject, receipts
from troth_web.ledger import current_store
from troth_web.ledger.secrets import derived
from troth_web.people.models import Person


def receipts_of(person: str) -> dict[str, Receipt]:
    """The latest receipt of a person for each team."""
    return receipts(current_store().entries(readers_subject(person)))


def readers(team: str) -> dict[str, Receipt | None]:
    """Everybody in a team by name, with what they last read of its pages."""
    here = Person.objects.filter(active=True, memberships__team_id=team).order_by("name", "pk")
    people = [str(pk) for pk in here.values_list("pk", flat=True)]
    journals = current_store().journals(map(readers_subject, people))
    found = {each: receipts(journals.get(readers_subject(each), ())) for each in people}
    return {each: known.get(team) for each, known in found.items()}


def once_for(person: str) -> str:
    """The same for the same person, and without the ledger's secret nobody can tell whose."""
    key = derived(current_store().master, "quiz")
    return hmac.digest(key, person.encode(), hashlib.sha256).hex()

"""Who a clause is about: the company, the customer, somebody else, or a thing."""

import re
from enum import Enum, auto
from functools import lru_cache

from troth.guard.words.lists import words


class Who(Enum):
    """The class of a subject."""

    # That of `Enum` is written in Python and asked for many times a clause.
    __hash__ = object.__hash__

    COMPANY = auto()
    CUSTOMER = auto()
    THIRD = auto()
    THEY = auto()
    THING = auto()
    NONE = auto()


_WE = re.compile(
    r"(?:we|i|we both|we all|all of us|us|i myself|we at .*|.*\band (?:i|we)|my team and i"
    r"|both of us|yours truly|each of us)$"
)
_YOU = re.compile(
    r"(?:you|you guys|you both|you all|y'all|you and .*|(?:everyone|everybody|anyone"
    r"|anybody|those)(?: (?:who|whose|that|with) .*)?)$"
)
_PEOPLE = words(
    "team teams staff crew crews colleague colleagues agent agents rep reps representative",
    "representatives specialist specialists expert experts advisor advisors adviser advisers",
    "manager managers supervisor supervisors engineer engineers technician technicians tech",
    "techs fitter fitters driver drivers department desk concierge housekeeping reception",
    "receptionist billing finance accounts logistics engineering developers devs person",
    "consultant consultants nurse nurses doctor doctors dentist dentists clinician pharmacist",
    "vet assessor surveyor adjuster plumber electrician chef host tutor tutors teacher",
    "teachers mechanic mechanics installer installers porter helpdesk clinic practice surgery",
    "branch member members employee employees people underwriter handler operative operatives",
    "contact someone somebody lawyer solicitor accountant editor editors moderator moderators",
    "movers cleaner cleaners gardener decorator inspector inspectors coordinator",
    "payroll dispatcher librarian clerk counsellor stylist therapist trainer coach instructor",
    "instructors captain steward lads guys ops personnel man men woman lady gentleman",
    "carpenter roofer locksmith glazier contractor contractors group centre center sales",
    "marketing ceo director directors folks squad dispatch underwriters claims caseworker bot",
    "assistant human executive executives officer officers associate associates",
)
_PARTIES = words(
    "company provider supplier insurer carrier vendor seller licensor operator landlord",
    "lessor contractor bank lender hotel airline agency organiser organizer owner",
    "processor manufacturer builder publisher consultant school university college",
    "council employer venue restaurant store shop platform broker custodian issuer firm",
    "business group",
)
_CUSTOMERS = words(
    "customer customers client clients user users guest guests passenger passengers tenant",
    "tenants subscriber subscribers policyholder policyholders buyer buyers",
    "shipper member patient patients student students borrower licensee lessee purchaser",
    "consumer consumers visitor visitors traveller travellers traveler travelers shopper",
    "shoppers applicant applicants learner resident residents reader readers parents pupils",
    "hirer renter insured cardholder cardholders attendee attendees",
    "participants participant children kids pets dogs adults members callers",
    "caller",
)
_THIRD = words(
    "courier couriers carrier carriers postman bank banks manufacturer manufacturers builder",
    "builders seller sellers merchant merchants council police government authority",
    "authorities regulator ministry embassy consulate customs court museum broadcaster",
    "airline airlines airport insurer insurers landlord retailer retailers supplier suppliers",
    "vendor vendors publisher label studio studios developer distributor wholesaler factory",
    "union parliament commission city county state ombudsman issuer network operator utility",
    "hospital gp garage employer school university firm plumber contractor lab",
    "laboratory partner partners hotel hotels venue promoter restaurant importer freight",
    "haulier forwarder weather federation agency bureau tribunal mint",
    "post-office franchisee auditor auditors lender donor organisers",
    "organizers registry registrar treasury league company subcontractor subcontractors"
    " sub-contractor",
)
_NAMES = re.compile(
    r"\b(?:dhl|ups|usps|fed ?ex|royal mail|hermes|evri|dpd|gls|tnt|yodel|parcelforce"
    r"|an post|la poste"
    r"|colissimo|correos|poste italiane|canada post|australia post|auspost|deutsche post"
    r"|postnl|bpost"
    r"|usps|ontrac|lasership|blue ?dart|delhivery|aramex|maersk|american express"
    r"|openreach|ofcom|ofgem|hmrc|irs|faa|caa|nhs|dvla"
    r"|eurostar|national grid|schufa"
    r"|the broadcaster|network rail|national rail|tfl|highways england|boeing|airbus)\b"
)
#: Makers, whose names are also those of things: `the Samsung Galaxy will be shipped`.
_MAKERS = re.compile(
    r"(?:visa|mastercard|amex|paypal|klarna|stripe|apple|google|microsoft|ebay|openai|aws"
    r"|samsung|sony|netflix|booking\.com|airbnb|expedia|intel|nvidia|dell|hp|lenovo|meta"
    r"|facebook|ford|bmw|tesla)$"
)
_PREPOSITION = re.compile(
    r"\s(?:of|from|in|at|for|with|on|who|that|which|to|by|about|under|over|whose|named"
    r"|called|concerning|regarding|above|within|between|after|before|per|through|via|as"
    r"|behind|inside|without|near|left|sent|made|placed|received|purchased|bought|ordered"
    r"|booked|submitted|paid)\s"
)
_THINGS_OWNED = frozenset(["people", "person", "member"])


@lru_cache(maxsize=4096)
def who_is(subject: str) -> Who:
    """The class of a subject in lower case.

    Roles of a contract count as the company (`the supplier shall`); see `in_contract`.
    """
    subject = subject.strip(" ,\"'()*")
    if not subject:
        return Who.NONE
    if _WE.match(subject):
        return Who.COMPANY
    if _YOU.match(subject):
        return Who.CUSTOMER
    if subject in {"they", "he", "she", "these people", "those guys"}:
        return Who.THEY
    return _by_noun(subject)


def _by_noun(subject: str) -> Who:
    if _NAMES.search(subject):
        return Who.THING if subject.startswith(("your ", "my ")) and "'s" in subject else Who.THIRD
    phrase = _PREPOSITION.split(subject, maxsplit=1)[0]
    first, head = phrase.partition(" ")[0], phrase.rpartition(" ")[2]
    if head in _CUSTOMERS and not _OF_US.search(subject):
        return Who.CUSTOMER
    if _is_ours(first, head) or _TITLED.match(phrase):
        return Who.COMPANY
    if head in {"member", "one", "some", "any", "all", "each", "either"} and _OF_US.search(subject):
        return Who.COMPANY
    return Who.THIRD if _MAKERS.match(subject) or head in _THIRD | _YOURS else Who.THING


_OF_US = re.compile(r"\b(?:of|from|in) (?:our|my|us|the team|staff|the staff)\b|\bmember of\b")
_TITLED = re.compile(r"(?:dr|mr|mrs|ms|miss|prof|chef|nurse|captain|sister)\.? [a-z]+$")
#: People who are the customer's own.
_YOURS = words("doctor dentist accountant lawyer employer solicitor gp vet landlord insurer")


def _is_ours(first: str, head: str) -> bool:
    """Whether people work for the company, by the first word and the noun of their name."""
    if first == "your" and head in _YOURS:
        return False
    if head in _THIRD:
        hired = first in {"a", "an", "another"} and head in {"courier", "contractor", "plumber"}
        return hired or first in {"our", "my", "us"}
    return head in _PEOPLE


@lru_cache(maxsize=4096)
def in_contract(subject: str) -> bool:
    """Whether a subject is the role that the company has in a contract: `the supplier`."""
    first, head = subject.partition(" ")[0], subject.rpartition(" ")[2]
    others = {"your", "a", "an", "another", "their", "any"}
    return head in _PARTIES and subject.count(" ") < 3 and first not in others


def mentions_third(text: str) -> bool:
    """Whether the last people spoken of are somebody else than the company."""
    last = Who.COMPANY
    for word in re.finditer(r"[a-z][a-z'-]+", _NAMES.sub(" courier ", text)):
        if word[0] in _THIRD:
            last = (
                Who.THIRD
                if text[max(0, word.start() - 4) : word.start()] != "our "
                else Who.COMPANY
            )
        elif word[0] in _PEOPLE:
            last = Who.COMPANY
    return last is Who.THIRD

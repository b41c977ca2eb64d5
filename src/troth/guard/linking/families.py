"""Words that mean the same where companies speak of what customers get."""

from collections.abc import Iterator

from troth.guard.words.lists import words

#: Each notion with its words, in their base form; `word:0.5` means it half the time.
_FAMILIES = """
reply: reply answer respond response reaction call:0.6 callback:0.8 phone:0.5 ring:0.6 contact:0.7
  write:0.5 message:0.4 touch:0.7 hear:0.6 email:0.3 e-mail:0.3
tell: tell inform notify notice notification alert warn announce advise know:0.7 hear:0.5
  learn:0.6 ping:0.8 message:0.7 update:0.6 news:0.7 text:0.8 sms:0.8 call:0.4 informed:0.9
  posted:0.4
refund: refund reimburse reimbursement repay repayment money-back reversal reverse:0.7 credit:0.4
  payout:0.8 chargeback pay:0.3 wire:0.4 transfer:0.3 owe:0.5
voucher: voucher coupon gift-card e-voucher travel-credit credit-note code:0.4 credit:0.3
deliver: deliver delivery arrive arrival reach bring courier ship shipment shipping dispatch
  drop:0.4 send:0.8 come:0.5 get:0.3 receive:0.6 hand:0.4 door:0.6 doorstep:0.8 mail:0.4 email:0.4
  e-mail:0.4 post:0.4 land:0.4 inbox:0.5
return: return back:0.7 give-back deliver:0.7 bring:0.9 delivery:0.7 hand:0.7 reach:0.6 arrive:0.6
  courier:0.7 send:0.4 find:0.5 door:0.5 track:0.4
send: send issue mail:0.7 email:0.8 e-mail:0.8 inbox mailbox dispatch:0.7 post:0.6 deliver:0.5
  resend receive:0.6 arrive:0.5 reach:0.5 get:0.3
bag: bag baggage luggage suitcase case:0.3 trunk backpack rucksack holdall pram ski trolley
  belongings belonging carry-on duffel
parcel: parcel package order item goods shipment:0.6 consignment product:0.6
ticket: ticket e-ticket eticket
offer: offer quote quotation proposal bid estimate:0.5 price:0.3 rate:0.3
group: group club school choir class pupil party:0.7 wedding tour-group team:0.4 company:0.3
  society orchestra
change: change alter alteration amend:0.7 modify modification switch swap reschedule move:0.7
  shift:0.5 postpone
fee: fee charge:0.8 cost:0.8 surcharge:0.7 penalty pay:0.4 price:0.3 euro:0.3 free:0.9 gratis:0.9
  costless
free: free gratis complimentary
price: price fare:0.6 amount:0.4 cost:0.6 charge:0.5 pay:0.6 quote:0.3 bill:0.4 tax:0.4
total: total final:0.7 hidden included:0.6 inclusive extra:0.6 surcharge:0.8 all-in everything:0.4
  top:0.4
see: see show display view appear:0.5
on-time: on-time punctual punctuality punctually timetable timely schedule:0.7 prompt:0.5
delay: delay late behind:0.6 hold-up holdup slip:0.7 lateness overdue postpone:0.5
cancel: cancel cancellation scrap:0.7 called-off annul
flight: flight plane aircraft rebook:0.9 departure:0.6 connection:0.6 itinerary:0.7 airline:0.3
  land:0.3 gate:0.3 touch-down:0.6
new: new alternative replacement substitute another rebook:0.9 different
seat: seat place:0.3
rebook: rebook rebooking reroute reaccommodate re-accommodate
point: point mile mileage
newsletter: newsletter marketing-mail mailing advert advertising advertisement promotional
  promotion:0.5 sales-mail
sell: sell marketing advertising promotional promotion sale:0.6
mail: mail email e-mail inbox mailbox letter:0.5
repeat: repeat tell-once
money: money cash amount fare:0.4 payment:0.5 eur:0.3 refund:0.4 sum:0.6 price:0.3
card: card account visa mastercard bank statement:0.5
credit: credit add:0.6 post:0.6 count:0.4 book:0.4
lost: lost miss:0.7 missing mislay mislaid mislaying loss lose
find: find track trace locate search retrieve recover
person: person human people somebody someone anybody colleague:0.6 agent:0.7 staff:0.5 crew:0.5
colleague: colleague teammate
confirm: confirm confirmation
resolve: resolve resolution fix solve sort repair restore restoration mend remedy troubleshoot
  sorted
visit: visit technician engineer appointment onsite on-site fitter installer plumber electrician
install: install installation fit:0.6 setup set-up
available: available availability uptime online up-and-running downtime outage reachable
open: open opening closing
wait: wait queue waiting
invoice: invoice bill receipt billing
contract: contract agreement subscription
delete: delete erase deletion erasure
privacy: privacy private data personal-data details confidential share:0.7 disclose sell:0.3
valid: valid validity expire expiry redeem redeemable spend
warranty: warranty guarantee:0.3 warranted
discount: discount off:0.3 cheaper rebate saving save:0.4
compensate: compensate compensation inconvenience goodwill indemnify
replace: replace exchange replacement:0.6
survey: survey questionnaire feedback
escalate: escalate forward pass hand-over:0.6
check: check look investigate review examine inspect verify
keep: keep hold reserve store retain
repairs: repair damage broken
train: train training
claim: claim claims
loan: loan mortgage lend borrow
approve: approve approval decide decision decline
dispense: prescription dispense pharmacy medicine medication
collect: collect pick-up pickup collection
payment: payment pay salary payout wage
cleaning: clean cleaning hygiene
permit: permit licence license passport application
complaint: complaint complain grievance
update: update status progress
outage: outage interruption downtime disruption blackout
fault: fault breakdown broken bug glitch defect problem:0.6 issue:0.5
stock: stock restock in-stock
quality: quality flaw faultless
speed: speed bandwidth fast latency
security: security encrypt secure
"""


def _read() -> Iterator[tuple[str, str, float]]:
    for line in _FAMILIES.strip().replace("\n  ", " ").splitlines():
        notion, _, words = line.partition(": ")
        for item in words.split():
            word, _, share = item.partition(":")
            yield word, notion, float(share or 1)


#: Each word with the notions it may stand for, and how often it does.
NOTIONS: dict[str, tuple[tuple[str, float], ...]] = {}
for _word, _notion, _share in _read():
    NOTIONS[_word] = (*NOTIONS.get(_word, ()), (_notion, _share))
FAMILIES = frozenset(notion for notions in NOTIONS.values() for notion, _ in notions)
#: Notions that say how something comes about, rather than what it is.
MANNERS = words(
    "deliver return send tell mail person see find confirm update keep check credit sell permit"
)

"""What people say: travellers, agents, offices. Every `{...}` is filled in by `say`."""

from collections.abc import Sequence
from random import Random

_PLACES = (
    "Boston", "Chicago", "Miami", "Atlanta", "Denver", "Seattle", "San Francisco", "Los Angeles",
    "Charlotte", "Orlando", "Houston", "Dallas", "Detroit", "Phoenix", "Minneapolis", "Nashville",
)  # fmt: skip
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def say(dice: Random, sentences: Sequence[str], **known: object) -> str:
    """One of the sentences, with what is known filled in, and the rest invented."""
    return dice.choice(sentences).format(
        **{
            "flight": f"LW {dice.randrange(100, 990)}",
            "place": dice.choice(_PLACES),
            "booking": "".join(dice.choices(_LETTERS, k=6)),
            "amount": f"EUR {dice.randrange(49, 640)}",
            "tag": f"LW{dice.randrange(100_000, 999_999)}",
            "seats": dice.randrange(10, 46),
            **known,
        }
    )


ASKED = (
    "Thank you, {name}. Somebody from the help desk answers within eight hours of our day.",
    (
        "Got it: your question about flight {flight} to {place}. A person answers today or on "
        "the next morning of the desk."
    ),
    (
        "We have your message about booking {booking}. You hear from one of us within eight desk "
        "hours."
    ),
    "Hello {name}, your question is with the desk; a person will write to you, not a machine.",
    (
        "Your note about the seats to {place} has arrived. One of us replies within the desk's "
        "eight hours."
    ),
    "Thanks for writing. We will answer you personally about the baggage rules for {place}.",
    "We have your complaint about {flight}, and somebody will look into it and answer.",
)
LOOKED = (
    "I have your message before me and ask the airport about {flight}.",
    "This takes a look at two bookings; you hear from me before the day is over.",
    "Short word from {place}: they are checking, I write as soon as I know.",
    "I have read it, {name}, and need my colleague from refunds for a part of it.",
)
REPLIED = (
    "Answered: the name is corrected, new ticket attached.",
    "Explained the change rules for {place} and offered two dates.",
    "Sent the receipt for booking {booking}.",
    "Seats moved together, row confirmed.",
    "Told them the pet may come in the cabin, with the form attached.",
    "Called instead of writing; sorted out in four minutes.",
    "Sent the invoice with the company's address.",
    "Wheelchair ordered at both airports, confirmed in writing.",
)
MORE_WANTED = (
    "Asked for a picture of the receipt.",
    "Asked which of the two bookings is meant.",
    "Asked for the date of birth as in the passport.",
    "Asked whether the child travels alone.",
)
NOT_ANSWERED = (
    "That was an answer to another question; mine is about the return flight.",
    "The link you sent does not open.",
    "You wrote that it is corrected, but the name on the ticket is still wrong.",
)
HANDED_OVER = (
    (
        "My shift ends at six. {name} is waiting for a word about {flight}; the booking is open "
        "on the screen."
    ),
    "Please take this one: needs somebody who speaks Spanish. Traveller prefers the phone.",
    (
        "I am on leave from tomorrow. Nothing promised beyond the first reply; two earlier mails "
        "are in the file."
    ),
    "You know the group rules better. {name} asked twice already, please not a third time.",
)
ASSIGNED = (
    "Yours; two passengers, so look at both tickets.",
    "Please take {booking}, the bank has asked already.",
    "This one is over the usual amount. Show me before you release it.",
    "Like the one from Monday. {name} is patient, still: by the date.",
)
TOLD_ONCE = (
    "You will not have to tell this again, whoever picks up the phone.",
    "I have put it into your booking, so that you need not explain it a second time.",
    "Everything you told me is in the file; nobody will ask you again.",
)
TOLD_TWICE = (
    "I explained the whole thing again to the man at the gate.",
    "The second agent asked me everything from the start.",
    "Had to send the same three documents again.",
)
NOT_TWICE = ("Nobody asked again, thank you.", "They knew it already when I called.", "Worked.")
CALL_BACK = (
    "I will call you back today at {time}.",
    "I will ring you at {time} and tell you what the gate says.",
    "{name}, you hear from me by phone by {time}.",
)
CALLED = ("Called, all clear.", "Reached them at the second try.", "Spoke for ten minutes.")

REFUND = (
    "Your {amount} for {flight} go back to the card you paid with, within seven working days.",
    (
        "We are sorry that {flight} was cancelled. The fare of {amount} is back on your card "
        "within seven working days."
    ),
    "Your refund of {amount} is under way: seven working days at most, and news every second one.",
    "{name}, you get {amount} back for booking {booking}; seven working days.",
)
REFUND_NEWS = (
    "The booking is checked; the office in Kolkata works out the amount.",
    "The amount is settled at {amount}; it goes to the card company next.",
    "Nothing new, but it is not forgotten: your case is number {seats} in the queue.",
    "The money has left us; your bank usually shows it a day later.",
    "The tax part is still with the airport; the fare is released.",
)
CHECKED = (
    "Booking {booking} checked, flight was cancelled by us. Full fare.",
    "Checked: half flown, pay back the return only.",
    "Checked, two passengers, one no-show; see note in booking.",
)
RELEASED = (
    "Released {amount}, card ending {seats}.",
    "Released; taxes {amount} separately by the airport.",
    "Released after second check, amount corrected.",
)
PAID = ("Credited.", "Credited; bank confirms.", "Settled with the issuer.")
LATER_AGREED = (
    "On the phone they said next Friday is fine, the card was replaced.",
    "Traveller agreed to wait for the bank's form.",
    "They are away until then and do not mind.",
)
LATER_NOT_ASKED = (
    "The office is closed for the end of the quarter; date moved.",
    "Acquirer's file was rejected; we told them the new date.",
    "Half the team is ill, we need three days more.",
)
REFUND_GONE = (
    "Traveller took a voucher instead.",
    "They fly after all, on the next day; nothing to pay back.",
    "Asked twice for the same booking; the other case goes on.",
)
REFUND_WRONG = (
    "Only one of two passengers was paid back.",
    "The airport tax is missing: {amount}.",
    "The money went to a card that was closed years ago.",
)
VOUCHER = (
    "Your voucher over {amount} comes by mail within two weeks.",
    "A voucher it is: {amount}, good for three years, with you in two weeks at most.",
)
REMINDED = (
    "We still need your booking reference, {name}; our clock waits with you.",
    "A reminder: without the six letters on your ticket we cannot go on.",
)
VOUCHER_NEWS = (
    "Your voucher is being written; it comes to {name}'s address by mail.",
    "The amount is settled, the voucher goes out this week.",
)
REFERENCE = (
    "Please send us your booking reference; we cannot find you without it.",
    "Hello {name}, what is your booking reference? It is six letters, at the top of your ticket.",
)

BAG = (
    "We look for your bag {tag} and bring it to you; nearly always within two days.",
    "I am sorry that your bag stayed in {place}. It comes to your hotel, two days at most.",
    (
        "Bag {tag} is reported missing. Most are back within two days; you hear from us at least "
        "every second day."
    ),
)
BAG_NEWS = (
    "Your bag was scanned in {place} this morning.",
    "Still no trace of {tag}; we asked {place} by phone.",
    "It is on {flight} tonight; the courier has your address.",
    "The courier was at your door at noon; he comes again this evening.",
)
BAG_HOME = (
    "Handed to the traveller, signed.",
    "Left with the hotel's desk, as agreed.",
    "Courier, signature {name}.",
)
REPORT = ("Bag {tag}, missing at {place} after {flight}. Traveller: {name}, {booking}.\n",)
BAG_GONE = ("Lost for good after three weeks; paid by the convention.",)

DELAY = (
    "{flight} to {place}: we tell you within twenty minutes of knowing more.",
    "{flight} leaves late. You hear from us before the board does.",
)
HOURLY = (
    "{name}, you hear from us every hour until {flight} leaves, even when there is nothing new.",
    "Every hour a message about {flight}, until you sit in it.",
)
HOURLY_NEWS = (
    "No new time yet; the runway is being cleared.",
    "The aircraft is here, the crew comes at ten.",
    "Earliest departure is now 23:15.",
    "Boarding begins in half an hour.",
)
REBOOK = (
    "{flight} is cancelled. You have a confirmed seat within six hours.",
    "We are sorry: {flight} does not fly. I find you another seat today, within six hours.",
    "Your flight to {place} is cancelled; a new seat is confirmed within six hours.",
)
LOOKING_FOR_SEATS = (
    "Two ways are before me, one by way of {place}; I hold both for an hour.",
    "Tonight is full. I look at tomorrow morning and at the other airports.",
    "You have a hotel for tonight in any case; the seat comes next.",
)
SEATED = (
    "Seat on {flight} tomorrow morning confirmed.",
    "Rebooked by way of {place}, seat confirmed.",
    "Bus to {place} and {flight} from there, confirmed.",
)
UNDERSTOOD = (
    "I fly tomorrow at 7:40 by way of {place} and pay nothing.",
    "So I take the evening flight and you pay the hotel.",
    "I get a seat on {flight}, not next to my wife, that is fine.",
)
GROUP = (
    "You have a binding offer for {seats} travellers to {place} within one working day.",
    "Offer for the {seats} of you to {place}: tomorrow by the end of the office's day.",
)
GROUP_SENT = (
    "Offer sent, {seats} seats at {amount} each.",
    "Offer with two dates sent; deposit within ten days.",
)
GROUP_UNDERSTOOD = (
    "All {seats} of us sit in one plane, and names can change until ten days before.",
    "We pay in two parts; whoever drops out later is not paid back.",
    "One bag each is in, the meals are not.",
)
AGREED_TERM = (
    "Flies for her firm every week; wants to know by noon whether a meeting holds.",
    "{name}'s firm books forty trips a year and asked for answers within half a day.",
    "Part of the contract with the firm, renewed in the autumn.",
)
ENDED_TERM = ("The firm has moved its travel to another office.", "Not used; ended by both.")
HOLD = (
    "Operations holds {seats} seats on {flight} for sales until then.",
    "The {seats} seats to {place} stay blocked for the group.",
)
HELD = ("Seats released to sales.", "Group has paid, block turned into tickets.")
COLLEAGUE = (
    "I read the file of {flight} and tell you what we owe.",
    "You get the list of stranded travellers for {place} from me.",
    "I check the amount of {booking} before your call.",
    "I take your two late shifts' open cases by then.",
)
DONE = ("Done.", "In your mailbox.", "Told her on the phone.", "See the note in the booking.")
TICKET = ("Your ticket for {flight} is in your inbox within five minutes.",)
POINTS = ("The points for {flight} are in your account within five working days.",)
FEE = ("The change costs you EUR 30 at most.", "Changed for EUR 30 or less, as Flex has it.")
FEE_WRONG = ("Charged EUR 45 by the old machine.", "Fee taken twice.")
PRICE = ("The price you see is the price you pay.",)
PRICE_WRONG = ("A fee for the seat appeared on the last page.",)
SORRY = (
    "We promised you seven working days and took longer. The reason was ours, and we are sorry.",
    "Your bag was two days late to a wedding. I am sorry; this should not have happened.",
    "We said today and it became tomorrow. I apologise.",
)
TOOTHBRUSH = (
    "Two nights without the bag; toothbrush, shirt, charger.",
    "Receipts for clothes, within the allowance.",
)
GOODWILL = (
    "Waited through a whole evening of the storm for one sentence.",
    "Third time that {name} had to ask this year.",
    "Late, and nobody told them; a small thank-you for the patience.",
)
RECTIFIED = (
    "Traveller married and has a new name.",
    "Said on the phone that the old address is gone.",
    "Typing error at the desk.",
)
DECLINED = ("No, I need the money this week.",)
MISSED = ("Weekly list: past its date.",)

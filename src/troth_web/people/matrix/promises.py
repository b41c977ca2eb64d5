"""Rows about promises and what belongs to them.

An artificial agent gives its word and tells how things stand. Whether a promise was kept, may be
dropped or moved is for people to say, as it decides what the company owes.
"""

from troth_web.people.matrix.row import AGENTS, AI, ALL, MANAGERS, PEOPLE, SYSTEMS, may, sees

DAILY = (
    sees("promises.read", ALL, "Whoever speaks to a customer must know what others promised."),
    sees("promises.explain", ALL, "Why a date is what it is, is no secret from those who see it."),
    may("promises.make", AGENTS | AI | SYSTEMS, "Within their authority, which is checked apart."),
    may("promises.import", AGENTS | SYSTEMS, "All rows or none; each within their authority."),
    may("promises.offer", AGENTS | AI | SYSTEMS, "Options bind nobody until one is chosen."),
    may("promises.tell", AGENTS | AI | SYSTEMS, "Nobody should be kept from telling a customer."),
    may("promises.hear", AGENTS | AI | SYSTEMS, "What a customer says must not be lost."),
    may("promises.acknowledge", AGENTS, "That a customer was read is said by who read them."),
    may("promises.pause", AGENTS | AI | SYSTEMS, "Waiting for a customer is seen by who asked."),
    may("promises.resume", AGENTS | AI | SYSTEMS, "Who may stop the clock may start it again."),
    may("promises.hand_over", AGENTS | AI, "A program must always be able to fetch a person."),
    may("promises.hand_on", AGENTS, "Giving work to another team is agreed between people."),
)

WEIGHTY = (
    may(
        "promises.agree",
        AGENTS | SYSTEMS,
        "A person witnesses it, or a program passes on what the customer said.",
    ),
    may(
        "promises.change", AGENTS | SYSTEMS, "A date moves by a person or the system that knows it."
    ),
    may("promises.keep", AGENTS | SYSTEMS, "Kept is said by a person or by the event itself."),
    may(
        "promises.settle", AGENTS | SYSTEMS, "Yes or no is said by a person or by the event itself."
    ),
    may("promises.withdraw", AGENTS, "Taking back a word is a person's decision."),
    may("promises.match", AGENTS, "What holds where no standard does is judged by a person."),
    may("promises.reopen", AGENTS, "That a result was wrong is judged by a person."),
)

DUTIES = (
    sees("duties.read", ALL, "What customers owe is seen with what is owed to them."),
    may(
        "duties.ask",
        AGENTS | AI | SYSTEMS,
        "Asking a customer for their part goes with a promise.",
    ),
    may("duties.tell", AGENTS | AI | SYSTEMS, "A reminder is a kindness, and limited elsewhere."),
    may("duties.keep", AGENTS | SYSTEMS, "What a customer did is seen by a person or a system."),
    may("duties.acknowledge", AGENTS, "That a customer was read is said by who read them."),
    may("duties.reopen", AGENTS, "That it did not come after all is seen by a person."),
    may("duties.change", AGENTS, "A customer's date moves only by agreement."),
    may("duties.withdraw", AGENTS, "Letting a customer off is a person's decision."),
    may("duties.waive", AGENTS, "Going on without the customer's part is a person's decision."),
)

FILES = (
    sees("files.read", ALL, "What a promise rests on is read by all who work on it."),
    may("files.attach", AGENTS | AI | SYSTEMS, "Whoever receives a file puts it where it belongs."),
    may("files.share", AGENTS, "What a customer is shown is chosen by a person."),
    may("files.remove", AGENTS, "What is gone for good is let go by a person."),
)

MILESTONES = (
    sees("milestones.read", ALL, "What both sides agreed to is read by all who work on it."),
    may("milestones.open", AGENTS, "A checkpoint binds both sides, so a person opens it."),
    may("milestones.change", AGENTS, "What is in and out is settled between people."),
    may("milestones.choose", AGENTS, "A customer's choice is put on record by a person."),
    may("milestones.sign", AGENTS, "The company signs by a person."),
    may("milestones.acknowledge", AGENTS, "That a customer was read is said by who read them."),
    may("milestones.close", AGENTS, "That a checkpoint is passed is said by a person."),
)

HATCHES = (
    may(
        "hatches.open",
        AGENTS | SYSTEMS,
        "Whoever has the link answers for the customer; a program that speaks for itself has none.",
    ),
    may("hatches.shut", AGENTS | SYSTEMS, "A link that got about must be stopped at once."),
)

GUARD = (
    may("guard.check", ALL, "Whoever writes for customers asks first, marketing too."),
    may("guard.record", AGENTS | AI | SYSTEMS, "What was said is kept, whoever said it."),
    sees("guard.stopped", PEOPLE, "What people cannot promise is seen by all; never who tried."),
    sees("guard.links", PEOPLE, "What the guard was taught is no secret inside."),
    may("guard.correct", AGENTS, "What words are about is said by a person: it moves verdicts."),
    may("distortions.report", AGENTS | AI | SYSTEMS, "Whoever hears it from a customer says so."),
    sees("distortions.read", PEOPLE, "What led customers astray concerns whoever spoke to them."),
)

QUOTES = (
    sees("may.promise", ALL, "Asking first must be open to all who may promise."),
    sees("may.remind", ALL, "Whoever asks for money must see first how we kept our own word."),
    sees("quotes.read", ALL, "A quote is read by whoever meets the customer."),
    may("quotes.record", AGENTS | AI | SYSTEMS, "What was quoted is kept, whoever quoted it."),
    may("quotes.score", MANAGERS, "Judging quotes touches all teams at once."),
)

ROWS = (*DAILY, *WEIGHTY, *DUTIES, *FILES, *MILESTONES, *HATCHES, *GUARD, *QUOTES)

"""Rows about customers, the playbook, authority, people, keys and the ledger itself."""

from troth_web.people.matrix.row import (
    ADMINS,
    AGENTS,
    AI,
    ALL,
    ANYBODY,
    MANAGERS,
    PEOPLE,
    SYSTEMS,
    may,
    sees,
)

CUSTOMERS = (
    sees("customers.read", ALL, "A promise is made to somebody one can look up."),
    may("customers.add", AGENTS | AI | SYSTEMS, "A first contact may come to anyone."),
    may("customers.import", AGENTS | SYSTEMS, "All rows or none, by a person or a system."),
    may("customers.rectify", AGENTS, "A correction that a customer asks for is made by a person."),
    may("customers.access", MANAGERS, "All that is kept of a customer leaves only on request."),
    may("customers.erase", MANAGERS, "What is erased does not come back."),
)

MEETING = (
    sees("notes.read", ALL, "Whoever meets a customer knows what they aim at and expect."),
    may("notes.take", AGENTS | AI | SYSTEMS, "Whoever hears it from a customer writes it down."),
    may("notes.correct", AGENTS, "What a customer says of themselves is put right by a person."),
    sees("packets.read", ALL, "What was sold, and whether it is taken over, is seen by both."),
    may("packets.hand", AGENTS, "Who promised hands it over, and answers for it."),
    may("packets.answer", AGENTS, "Whether it can be kept is said by those who keep it."),
)

PLAYBOOK = (
    sees("editions.read", ALL, "The playbook is for everybody who promises."),
    sees("editions.diff", ALL, "What changed is for everybody who promises."),
    sees("editions.check", PEOPLE | SYSTEMS, "A draft is checked before anybody argues about it."),
    may("editions.draft", AGENTS, "Whoever sees what is wrong may propose what is right."),
    may("editions.publish", MANAGERS, "From then on it binds the company."),
    sees("editions.kept", ALL, "How well our word is kept is known to all who give it."),
    may("friction.log", ALL, "Whoever feels where a promise rubs says so, programs too."),
    sees("friction.read", PEOPLE | SYSTEMS, "Where promises rub concerns all who keep them."),
    may("friction.assign", AGENTS, "Whoever knows better who can mend it says so."),
    may("friction.answer", AGENTS, "An answer is a person's word."),
    sees("claims.read", PEOPLE | SYSTEMS, "What others promise of a team is known to it."),
    may("claims.answer", AGENTS, "A team's word on a claim is a member's; a manager's any team's."),
    sees("guidelines.read", ALL, "A team's pages are for everybody who works with it."),
    may("guidelines.confirm", PEOPLE, "One's own only: that one has read something."),
    may("guidelines.answer", PEOPLE, "One's own only; nobody else is told how one answered."),
    sees("guidelines.learned", MANAGERS, "What a team has read and missed; never whose answers."),
    sees("precepts.read", ALL, "What all standards trace to is for everybody who promises."),
    may("precepts.accept", AGENTS, "It goes into the draft, which binds nobody yet."),
    may("precepts.reject", AGENTS, "Whoever knows the standards says what they share."),
    sees("agreements.read", ALL, "A customer's own terms decide what may be promised."),
    may("agreements.make", MANAGERS, "Special terms bind the company for long."),
    may("agreements.end", MANAGERS, "Special terms end by those who make them."),
)

AUTHORITY = (
    sees("authority.read", ALL, "Everybody may know what they may promise and give."),
    may("authority.use", AGENTS | AI | SYSTEMS, "Within limits that are checked apart."),
    may("authority.set", MANAGERS, "Limits are set by those who answer for them."),
    sees("amends.read", ALL, "What was given is seen by who meets the customer next."),
    may("amends.give", AGENTS, "Giving something is a person's gesture, within their authority."),
)

STAFF = (
    sees("people.list", PEOPLE, "Colleagues know each other."),
    sees("people.read", PEOPLE, "Colleagues know each other."),
    may("people.invite", MANAGERS, "Never into a role above one's own."),
    may("people.change", MANAGERS, "Never a role above one's own."),
    may("people.leave", MANAGERS, "Who leaves is seen off by a manager."),
    sees("teams.list", ALL, "A promise names its team."),
    may("teams.make", MANAGERS, "Teams follow the playbook, which managers publish."),
    may("teams.change", MANAGERS, "Members come and go; restricting a team is for admins."),
    sees("services.list", PEOPLE, "Which programs speak for the company is no secret inside."),
    may("services.make", MANAGERS, "A program speaks in the company's name."),
    may("services.change", MANAGERS, "A program needs somebody who answers for it."),
    may("services.end", MANAGERS, "Stopping a program must be quick."),
    sees("sessions.list", PEOPLE, "One's own only."),
    may("sessions.end", PEOPLE, "One's own only."),
    sees("keys.list", PEOPLE, "One's own; managers also see those of programs."),
    may("keys.make", PEOPLE, "One's own, with no more rights than one has; managers for programs."),
    may("keys.revoke", PEOPLE, "One's own; managers any, as a lost key must be stopped at once."),
    sees("calendars.list", PEOPLE, "One's own only."),
    may("calendars.make", PEOPLE, "What oneself or one's team owes; managers, any team."),
    may("calendars.revoke", PEOPLE, "One's own; managers any, as a lost address must be stopped."),
)

WEBHOOKS = (
    sees("webhooks.list", MANAGERS, "Where entries go is seen by those in charge."),
    may("webhooks.add", MANAGERS, "Entries leave the company; personal parts by admins alone."),
    may("webhooks.change", MANAGERS, "Entries leave the company; personal parts by admins alone."),
    may("webhooks.remove", MANAGERS, "Stopping what leaves must be quick."),
    may("webhooks.rotate", MANAGERS, "A lost secret must be exchanged at once."),
    may("webhooks.enable", MANAGERS, "Whoever mended a receiver lets it hear again."),
    may("webhooks.test", MANAGERS, "Whoever sets a receiver up sees that it works."),
    sees("webhooks.deliveries", MANAGERS, "What a receiver answered is for those who set it up."),
    may("webhooks.retry", MANAGERS, "Whoever mended a receiver sends it what it missed."),
)

CONNECTORS = (
    sees("connectors.list", MANAGERS, "Which systems tell us something is for those in charge."),
    may("connectors.make", MANAGERS, "What another system says binds the company."),
    may("connectors.change", MANAGERS, "A mapping decides what counts as kept."),
    may("connectors.rotate", MANAGERS, "A secret that got about must be stopped at once."),
    may("connectors.remove", MANAGERS, "Closing a way in must be quick."),
    sees("connectors.deliveries", MANAGERS, "What came in, and what was passed over, and why."),
    may("connectors.try", MANAGERS, "A mapping is tried before it counts; it changes nothing."),
    may("capture.address", AGENTS, "One's own: what is sent there is one's own word."),
    may("capture.mail", AGENTS | SYSTEMS, "A mail is handed in by a person or a mail server."),
)

JOBS = (
    sees("jobs.list", MANAGERS, "What runs for long, and what came of it, is for those in charge."),
    may("jobs.ask", MANAGERS, "What runs for long holds up what others asked for."),
)

LEDGER = (
    sees("journal.read", PEOPLE | SYSTEMS, "The history of a promise is read by those who see it."),
    sees("feed.read", ADMINS | SYSTEMS, "All entries in order are for systems that follow along."),
    sees("ledger.verify", MANAGERS, "That nothing was rewritten may be proved by those in charge."),
    may("ledger.checkpoint", ADMINS, "A signed head of all chains is kept outside."),
    may("ledger.export", ADMINS, "Everything leaves at once."),
    may("ledger.import", ADMINS, "Everything comes in at once."),
    may("ledger.backup", ADMINS, "A backup holds everything."),
    may("ledger.restore", ADMINS, "A restored copy takes the place of the ledger."),
    sees("ledger.status", ADMINS, "Where the ledger lies is for those who run it."),
    may("ledger.retain", ADMINS, "What has been kept for long enough is dropped for good."),
    may("ledger.resume", ADMINS, "From then on a restored copy speaks to customers."),
    may("server.run", ADMINS, "Whoever starts the server holds its data directory."),
)

SERVER = (
    sees("server.health", ALL | ANYBODY, "A monitor asks without a key."),
    sees("me.read", ALL, "Everybody may know what they may do."),
    sees("views.read", PEOPLE, "One's own only."),
    may("views.keep", PEOPLE, "One's own only: it changes nothing but what one sees."),
    may("views.drop", PEOPLE, "One's own only."),
    sees("me.notices", PEOPLE, "One's own only; programs follow the feed."),
    may("me.set_notices", PEOPLE, "One's own only; what nobody can do without cannot be stopped."),
)

ROWS = (
    *SERVER,
    *CUSTOMERS,
    *MEETING,
    *PLAYBOOK,
    *AUTHORITY,
    *STAFF,
    *WEBHOOKS,
    *CONNECTORS,
    *JOBS,
    *LEDGER,
)

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
    may("customers.rectify", AGENTS, "A correction that a customer asks for is made by a person."),
    may("customers.access", MANAGERS, "All that is kept of a customer leaves only on request."),
    may("customers.erase", MANAGERS, "What is erased does not come back."),
)

PLAYBOOK = (
    sees("editions.read", ALL, "The playbook is for everybody who promises."),
    sees("editions.diff", ALL, "What changed is for everybody who promises."),
    sees("editions.check", PEOPLE | SYSTEMS, "A draft is checked before anybody argues about it."),
    may("editions.draft", AGENTS, "Whoever sees what is wrong may propose what is right."),
    may("editions.publish", MANAGERS, "From then on it binds the company."),
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
)

ROWS = (*SERVER, *CUSTOMERS, *PLAYBOOK, *AUTHORITY, *STAFF, *LEDGER)

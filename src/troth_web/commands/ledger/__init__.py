"""`troth ledger`: commands that care for the ledger of this machine."""

import typer

from troth_web.commands.ledger import copies, files, history, persons, proof, quotes, state

app = typer.Typer(
    name="ledger",
    help="Care for the ledger of this machine: prove, back up, restore, export, erase.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("status")(state.status)
app.command("migrate")(state.migrate)
app.command("verify")(proof.verify)
app.command("checkpoint")(proof.checkpoint)
app.command("backup")(copies.backup)
app.command("restore")(copies.restore)
app.command("resume")(copies.resume)
app.command("export")(files.export)
app.command("import")(files.import_)
app.command("history")(history.history)
app.command("import-quotes")(quotes.import_quotes)
app.command("score-quotes")(quotes.score_quotes)
app.command("access")(persons.access)
app.command("rectify")(persons.rectify)
app.command("erase")(persons.erase)
app.command("retain")(persons.retain)

"""`troth schema`: the language of playbooks as JSON Schema."""

import json

import typer


def command() -> None:
    """Print the JSON Schema with which editors complete and check playbooks.

    Save it beside a playbook as troth.schema.json and begin the playbook with
    '# yaml-language-server: $schema=troth.schema.json'.
    """
    from troth.playbook.json_schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))

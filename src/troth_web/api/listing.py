"""The API as a list of operations for people: what the page and `docs/api.md` are made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from troth_web.api.openapi import document, operations

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One parameter, or one key of a body."""

    name: str
    #: `text`, `instant`, `list of text`, ...
    kind: str
    required: bool
    says: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One operation."""

    name: str
    resource: str
    method: str
    path: str
    permission: str
    open_to_anybody: bool
    summary: str
    #: What its description says beyond the summary.
    more: str
    parameters: tuple[Field, ...]
    #: What its body is called, and the keys of it.
    body: str
    keys: tuple[Field, ...]
    status: str
    answer: str
    refusals: tuple[str, ...]


def listed() -> Iterator[Listed]:
    """Every operation, in the order of the description."""
    said = document()
    for path, method, operation in operations(said):
        body, schema = _body(operation, said["components"]["schemas"])
        answers = {
            status: answer for status, answer in operation["responses"].items() if status < "300"
        }
        status, answer = next(iter(answers.items()))
        summary, _, more = operation["description"].partition("\n")
        yield Listed(
            name=operation["operationId"],
            resource=operation["tags"][0],
            method=method,
            path=path,
            permission=operation["x-permission"],
            open_to_anybody="security" not in operation,
            summary=summary,
            more=more.strip(),
            parameters=tuple(_parameters(operation)),
            body=body,
            keys=tuple(_keys(schema)),
            status=status,
            answer=_answer(answer["content"]),
            refusals=tuple(each for each in operation["responses"] if each > "399"),
        )


def bodies() -> dict[str, tuple[str, tuple[Field, ...]]]:
    """The forms of answers: what each says of itself, and its keys."""
    schemas = document()["components"]["schemas"]
    return {
        name: (schema.get("description", ""), tuple(_keys(schema)))
        for name, schema in schemas.items()
        if name.endswith(("Body", "List", "Text")) and "properties" in schema
    }


def _parameters(operation: Json) -> Iterator[Field]:
    for said in operation["parameters"]:
        if said["in"] == "header":
            continue
        yield Field(
            name=said["name"],
            kind=kind_of(said["schema"]),
            required=said["required"],
            says=said.get("description", ""),
        )


def _body(operation: Json, known: Json) -> tuple[str, Json]:
    """What the body is called, a form by its media type; and what it holds."""
    content = operation.get("requestBody", {}).get("content", {})
    for media, said in content.items():
        schema = said["schema"]
        if "$ref" in schema:
            name = _reference(schema)
            return name, known[name]
        return str(media), schema
    return "", {}


def _answer(content: Json) -> str:
    """The form of an answer, or what it is where that is no JSON."""
    said = content.get("application/json")
    return _reference(said["schema"]) if said else next(iter(content))


def _reference(schema: Json) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[-1]


def _keys(schema: Json) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, said in schema.get("properties", {}).items():
        yield Field(
            name=name,
            kind=kind_of(said),
            required=name in required,
            says=said.get("description", ""),
        )


def kind_of(schema: Json) -> str:
    """What may stand there, in a few words."""
    if "$ref" in schema:
        return _reference(schema)
    if "anyOf" in schema:
        return " or ".join(kind_of(each) for each in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return " or ".join(map(str, schema.get("enum", [schema.get("const")])))
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    if schema.get("type") == "object" or "additionalProperties" in schema:
        return "mapping"
    formats = {"date-time": "instant", "uuid": "id", "binary": "file"}
    names = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    plain = str(schema.get("type", "any value"))
    return formats.get(str(schema.get("format")), names.get(plain, plain))

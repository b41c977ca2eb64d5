"""The language as JSON Schema 2020-12, for editors that complete and check while one types."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from troth.playbook.schema.playbook import Sections

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of one file that holds a whole playbook.

    References and the grammar of terms are beyond JSON Schema; `troth check` looks at those.
    """
    schema = Sections.model_json_schema(by_alias=True, schema_generator=_WithoutNull)
    return {"$schema": DIALECT, **schema, "title": "troth playbook"}


class _WithoutNull(GenerateJsonSchema):
    """Absent keys are left out in YAML; null is not written for them."""

    schema_dialect = DIALECT

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        inner = super().default_schema(schema)
        if inner.get("default", "") in (None, [], {}):
            inner.pop("default")
        return inner

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        return {
            "type": "object",
            "propertyNames": self.generate_inner(schema["keys_schema"]),
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        inner = super().str_schema(schema)
        # Where any words may stand, an unquoted number is read as words.
        return inner if "pattern" in inner else {**inner, "type": ["string", "number"]}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's
        return False

"""Where something applies, as a field; `troth.playbook.scope` reasons about it."""

from typing import Annotated

from pydantic import Field

from troth.playbook.schema.base import Text

#: Facets, each with the values for which something applies; empty means everywhere.
Scope = dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]]

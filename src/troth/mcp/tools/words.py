"""The arguments of tools that mean the same wherever they stand."""

from typing import Annotated

from pydantic import Field

Customer = Annotated[
    str | None,
    Field(
        description="The customer's id, a UUID; 'find_customer' tells it. What they were "
        "promised and agreed to counts."
    ),
]
OfCustomer = Annotated[
    str, Field(description="The customer's id, a UUID; 'find_customer' tells it.")
]
OfPromise = Annotated[
    str,
    Field(
        description="The id of a promise, or of what a customer owes, a UUID; 'open_promises' "
        "tells it."
    ),
]
Metric = Annotated[
    str,
    Field(description="What is promised, by its id in the playbook: see troth://playbook/metrics."),
]
Facets = Annotated[
    dict[str, str] | None,
    Field(description="What is known of the case, by the playbook's facets: {'fare': 'flex'}."),
]
Channel = Annotated[str | None, Field(description="Where it is said: email, chat.")]

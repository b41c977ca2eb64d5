"""What is wrong with a value is said in words that name no type of Python."""

import json

import pytest

from tests.web.api.world import World

BODIES = [
    ("/calendar-feeds", {"of": "team:\u0001"}, "of: this must be a text on one line, without"),
    ("/connectors", {"name": "", "kind": "mail"}, "name: this must be a text on one line of 1 to"),
    ("/connectors", {"name": "x", "kind": "mail", "people": [1]}, "people: this must be an object"),
    ("/connectors", {"name": "x", "kind": "mail", "colour": 1}, "colour: there is no such key"),
    ("/connectors", [], "body: this must be an object: keys with their values"),
    ("/calendar-feeds", {"names": "perhaps"}, "names: this must be true or false"),
]


@pytest.mark.parametrize(("path", "body", "says"), BODIES)
def test_it_works(world: World, path: str, body: object, says: str) -> None:
    assert world["mia"].post(path, body, expect=422)["detail"].startswith(says)


def test_lists(world: World) -> None:
    answer = world["mia"].ask("PATCH", "/me/notices", {"off": "made"})
    assert json.loads(answer.content)["detail"] == "off: this must be a list"

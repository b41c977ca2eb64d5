"""What was noted of a customer and is not so."""

import pytest

from tests.scene import Scene
from troth import operations
from troth.operations import Rectify, UnfitError
from troth.promises.customer import customer


def rectify(scene: Scene, hours: float) -> None:
    with scene.work() as work:
        said = Rectify(name="Rosa Teste", at=scene.at(hours))
        operations.rectify(work, scene.customer, said)


def test_it_works() -> None:
    scene = Scene().go(5)
    rectify(scene, 3)
    found = customer(scene.store.entries(scene.customer))
    assert found is not None
    assert found.name == "Rosa Teste"


@pytest.mark.parametrize("hours", [6, -1])
def test_it_was_neither_tomorrow_nor_before_they_were_known(hours: float) -> None:
    scene = Scene().go(5)
    with pytest.raises(UnfitError):
        rectify(scene, hours)

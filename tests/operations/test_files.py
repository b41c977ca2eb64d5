"""Files of a promise: what may be attached, who sees it, and what is refused."""

import pytest

from tests.scene import Scene
from troth import operations, queries
from troth.operations import (
    AttachFile,
    HandOver,
    NotFoundError,
    NotNowError,
    RemoveFile,
    ShareFile,
    TooLargeError,
    UnfitError,
    Upload,
)
from troth.operations.files import MOST_FILES
from troth.promises import Promise
from troth.promises.file import File
from troth.promises.store import ConflictError


@pytest.fixture
def scene() -> Scene:
    return Scene()


def attach(scene: Scene, promise: Promise, name: str = "order.pdf", **said: object) -> File:
    with scene.work() as work:
        wanted = AttachFile.model_validate(said)
        upload = Upload(name, b"%PDF-1.7")
        return operations.attach_file(work, promise.id, wanted, upload)


def share(scene: Scene, promise: Promise, file: File, *, shared: bool) -> File:
    with scene.work() as work:
        return operations.share_file(work, promise.id, file.id, ShareFile(shared=shared))


def test_a_file_is_not_shown_to_the_customer_unless_somebody_says_so(scene: Scene) -> None:
    promise = scene.make()
    file = attach(scene, promise, what="what they ordered")
    assert (file.name, file.what, file.size, file.media_type) == (
        "order.pdf",
        "what they ordered",
        8,
        "application/pdf",
    )
    assert not file.shared
    assert share(scene, promise, file, shared=True).shared
    with pytest.raises(NotNowError, match="shown to the customer already"):
        share(scene, promise, file, shared=True)
    assert not share(scene, promise, file, shared=False).shared
    assert attach(scene, promise, shared=True).shared


def test_it_is_not_believed_what_is_said_of_it(scene: Scene) -> None:
    promise = scene.make()
    with scene.work() as work:
        upload = Upload("photo\u202egnp.exe", b"<script>alert(1)</script>")
        file = operations.attach_file(work, promise.id, AttachFile(), upload)
    assert (file.name, file.media_type) == ("photognp.exe", "text/plain")


def test_files_change_nothing_of_what_was_promised(scene: Scene) -> None:
    promise = scene.make()
    file = attach(scene, promise)
    scene.keep(promise)
    after = attach(scene, promise)
    found = scene.read(promise)
    assert (found.due, found.first_due) == (promise.due, promise.first_due)
    assert found.files == (file, after)
    with scene.work() as work:
        operations.remove_file(work, promise.id, file.id, RemoveFile())
    assert scene.read(promise).files == (after,)
    assert queries.content(scene.store, after) == b"%PDF-1.7"
    with pytest.raises(NotFoundError, match="not kept here"):
        queries.content(scene.store, file)


def test_files_stay_when_an_offer_is_agreed_to(scene: Scene) -> None:
    with scene.work() as work:
        offer = operations.Offer(
            metric="reply",
            customer=scene.customer,
            options=(operations.Option(id="a", term="within 2 days"),),
        )
        promise = operations.offer(work, offer)
    file = attach(scene, promise)
    assert scene.agree(promise, option="a").files == (file,)


def test_who_was_slower_is_told(scene: Scene) -> None:
    promise = scene.make()
    file = attach(scene, promise)
    with scene.work() as work:
        operations.hand_over(work, promise.id, HandOver(to="person:7", note="yours"))
        with pytest.raises(ConflictError):
            operations.remove_file(work, promise.id, file.id, RemoveFile(), promise.sequence)


def test_what_does_not_fit_is_refused(scene: Scene) -> None:
    promise, duty = scene.make(), scene.ask("receipt")
    with scene.work() as work:
        for upload, why in (
            (Upload("a.txt", b""), "the file is empty"),
            (Upload("../", b"x"), "is no name of a file"),
        ):
            with pytest.raises(UnfitError, match=why):
                operations.attach_file(work, promise.id, AttachFile(), upload)
        with pytest.raises(TooLargeError, match="at most 3 bytes, and this one has 4"):
            operations.attach_file(work, promise.id, AttachFile(), Upload("a", b"1234"), most=3)
    with pytest.raises(UnfitError, match="only what was promised to a customer"):
        attach(scene, duty, shared=True)
    with pytest.raises(NotFoundError):
        share(scene, duty, attach(scene, promise), shared=True)


def test_a_promise_has_only_so_many(scene: Scene) -> None:
    promise = scene.make()
    for _ in range(MOST_FILES):
        last = attach(scene, promise)
    with pytest.raises(UnfitError, match="remove one first"):
        attach(scene, promise)
    with scene.work() as work:
        operations.remove_file(work, promise.id, last.id, RemoveFile())
    attach(scene, promise)


def test_everything_that_is_held_of_somebody_has_their_files(scene: Scene) -> None:
    promise = scene.make()
    file = attach(scene, promise)
    (found,) = queries.access(scene.store, scene.customer, scene.now).files
    assert (found.id, found.promise, str(found.name)) == (file.id, promise.id, "order.pdf")
    with scene.work() as work:
        operations.erase(work, scene.customer)
    (found,) = queries.access(scene.store, scene.customer, scene.now).files
    assert (found.name, found.sha256) == (None, None)
    with scene.work() as work:
        operations.remove_file(work, promise.id, file.id, RemoveFile())
    assert scene.read(promise).files == ()

"""Files of promises, by the client, on each engine."""

import pytest

from tests.client.conftest import new_customer
from tests.client.server import Server
from troth.client import NotAllowedError, NotFoundError, ProblemError
from troth.operations import AttachFile, Make, RemoveFile, ShareFile, Upload

PDF = Upload("Bestätigung.pdf", b"%PDF-1.7\r\n--\x00\xff\r\n")


def test_a_file_goes_there_and_back(either: Server) -> None:
    customer = new_customer(either)
    said = AttachFile(what="their order", shared=True)
    with either.client() as client:
        promise = client.promises.make(Make(metric="first-reply", customer=customer)).id
        made = client.files.attach(promise, PDF, said, key="order")
        assert client.files.attach(promise, PDF, said, key="order") == made
        assert (str(made.name), str(made.what)) == (PDF.name, "their order")
        assert list(client.files.list(promise)) == [made]
        assert client.files.get(promise, made.id) == PDF.content
        assert not client.files.share(promise, made.id, ShareFile(shared=False)).shared
        with pytest.raises(ProblemError, match="the file is empty"):
            client.files.attach(promise, Upload("empty.txt", b""))
    with either.client("ai-agent") as client:
        theirs = client.files.attach(promise, Upload("note.txt", b"hello"))
        with pytest.raises(NotAllowedError):
            client.files.remove(promise, theirs.id)
    with either.client() as client:
        client.files.remove(promise, made.id, RemoveFile(reason="not theirs"))
        last = client.promises.journal(promise)[-1]
        assert last.personal
        assert last.personal["reason"]["text"] == "not theirs"
        with pytest.raises(NotFoundError):
            client.files.get(promise, made.id)
        assert list(client.files.list(promise)) == [theirs]


def test_a_large_file_passes_and_a_larger_one_is_refused(either: Server) -> None:
    customer = new_customer(either)
    large = bytes(range(256)) * 4096 * 10
    with either.client() as client:
        promise = client.promises.make(Make(metric="first-reply", customer=customer)).id
        made = client.files.attach(promise, Upload("large.bin", large))
        assert client.files.get(promise, made.id) == large
        with pytest.raises(ProblemError, match="a file has at most 10,485,760 bytes") as refused:
            client.files.attach(promise, Upload("larger.bin", large + b"x"))
        assert refused.value.status == 413

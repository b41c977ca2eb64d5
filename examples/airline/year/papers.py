"""The report of a missing bag, as a file with its promise: the traveller may read it too."""

from examples.airline.year import words
from examples.airline.year.cast import Colleague
from examples.airline.year.tale import Tale
from troth import operations
from troth.operations import AttachFile, RemoveFile, ShareFile
from troth.operations.files import Upload
from troth.promises.promise import Promise

_WHAT = "Report of the missing bag"


def reported(tale: Tale, promise: Promise, agent: Colleague) -> None:
    """Attach the report; one in ten is first another's, which is taken away again."""
    if tale.likely(0.1):
        wrong = operations.attach_file(
            tale.airline.by(agent), promise.id, AttachFile(what=_WHAT), _report("Another bag.\n")
        )
        removed = RemoveFile(reason="It is of another bag.")
        operations.remove_file(tale.airline.by(agent), promise.id, wrong.id, removed)
    right = operations.attach_file(
        tale.airline.by(agent), promise.id, AttachFile(what=_WHAT), _report(tale.says(words.REPORT))
    )
    shared = ShareFile(shared=True)
    operations.share_file(tale.airline.by(agent), promise.id, right.id, shared)


def _report(text: str) -> Upload:
    return Upload(name="bag-report.txt", content=text.encode())

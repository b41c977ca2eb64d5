"""The draft that waits for a second pair of eyes."""

from troth.promises.store import Store
from troth.promises.submission import Submission, submission


def latest_submission(store: Store) -> Submission | None:
    """The submission that was made last, whatever became of it; None where there never was one."""
    page = store.subjects("submission", None, None, 1)
    return submission(store.entries(page.items[0])) if page.items else None

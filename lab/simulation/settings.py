"""The server's settings but for the edge: the mail server and PostgreSQL's clock are played."""

from troth_web.settings import *  # noqa: F403
from troth_web.settings import DATABASES

EMAIL_BACKEND = "lab.simulation.edge.Backend"
_options = DATABASES["default"]["OPTIONS"]
if "postgresql" in str(DATABASES["default"]["ENGINE"]):
    # Its own functions come second, so that `clock_timestamp` is that of `ground`.
    _options["options"] = "-c search_path=lab,pg_catalog,public"
else:
    # Nobody else opens the file while a month passes, and no power is cut.
    _options["init_command"] = (
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"
    )

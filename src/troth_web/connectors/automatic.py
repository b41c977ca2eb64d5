"""Messages that nobody wrote, told by how their subject begins."""

import re

from troth.said import said

_SUBJECT = re.compile(
    r"^\s*(auto(matic)?[- ]?(reply|response|antwort)|automatische antwort|out of (the )?office|"
    r"abwesenheit|abwesend|réponse automatique|absence du bureau|respuesta autom[aá]tica|"
    r"risposta automatica|undeliver(able|ed)|delivery status notification|mail delivery (failed|"
    r"subsystem)|returned mail|failure notice|read:|gelesen:|unzustellbar)",
    re.IGNORECASE,
)


def by_subject(subject: str | None) -> str:
    """Why a subject says that nobody wrote it; empty where it does not."""
    found = _SUBJECT.match(subject or "")
    if not found:
        return ""
    return said("its subject begins with {words}", words=repr(found[0].strip()))

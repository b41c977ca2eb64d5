"""Files of a promise as pages show them, and what a reader may do with them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.promises.file import File
from troth.promises.promise import Promise
from troth_web.api.calls import Call
from troth_web.api.rights import may_change
from troth_web.desk.acting import ActForm
from troth_web.desk.names import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file."""

    id: str
    #: None once its bytes are gone.
    name: str | None
    what: str | None
    size: int
    at: datetime
    by: str
    #: Whether the customer sees it.
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """All that is attached, and what may be done."""

    items: tuple[Attached, ...]
    #: To attach one; None for who may not.
    form: "AttachForm | None"
    may_share: bool
    may_remove: bool


class AttachForm(ActForm):
    """A file, and what it is."""

    file = forms.FileField(label=_("The file"), allow_empty_file=True)
    what = forms.CharField(
        label=_("What it is"),
        help_text=_("In a few words."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    shared = forms.BooleanField(label=_("The customer sees it by their link"), required=False)

    def __init__(self, *args: Any, may_share: bool = False, **kwargs: Any) -> None:
        """Without the question who sees it, where nobody else could."""
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext("Choose it, or drop it here. Up to %(size)s.") % {
            "size": filesizeformat(settings.FILE_BYTES)
        }
        if not may_share:
            del self.fields["shared"]


def files_of(call: Call, promise: Promise, names: Names) -> Files | None:
    """The files of a promise; None for who may not read them."""
    rights = call.principal.permissions
    if "files.read" not in rights:
        return None
    changes = may_change(call.principal, promise)
    shares = may_share(call, promise)
    attaches = changes and "files.attach" in rights
    return Files(
        items=tuple(_shown(each, names) for each in promise.files),
        form=AttachForm(auto_id="attach_%s", may_share=shares) if attaches else None,
        may_share=shares,
        may_remove=changes and "files.remove" in rights,
    )


def may_share(call: Call, promise: Promise) -> bool:
    """Whether there is a customer who could see a file, and the reader may show it to them."""
    return (
        "files.share" in call.principal.permissions
        and promise.customer is not None
        and not promise.is_duty
        and may_change(call.principal, promise)
    )


def shared_with(promise: Promise) -> tuple[File, ...]:
    """The files that its customer sees."""
    return tuple(each for each in promise.files if each.shared and each.name)


def _shown(file: File, names: Names) -> Attached:
    return Attached(
        id=file.id,
        name=file.name,
        what=file.what,
        size=file.size,
        at=file.attached_at,
        by=names.actor(file.by),
        shared=file.shared,
    )

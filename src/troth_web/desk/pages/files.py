"""Files of a promise: attach one, save it, show it to the customer or not, remove it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import file_body
from troth.operations import AttachFile, RemoveFile, ShareFile
from troth.promises.store import Work
from troth_web.api.attached import sent
from troth_web.api.calls import Call
from troth_web.api.rights import seen, writable
from troth_web.desk.acting import ActForm, done, form_page, written
from troth_web.desk.attached import AttachForm, may_share
from troth_web.desk.fields import Words
from troth_web.desk.page import acts, page
from troth_web.downloads import download

#: A duty has files too.
_EITHER = "duty or promise"


class ShareForm(ActForm):
    """A button alone."""


class RemoveForm(ActForm):
    """Why."""

    reason = Words(label=_("Why"), required=False, rows=2)


@acts("files.attach")
def attach(request: HttpRequest, promise_id: str) -> HttpResponse:
    """Attach a file."""
    call = Call.of(request)
    promise = seen(call.principal, call.store, promise_id, _EITHER)
    here = _here(promise_id)
    shares = may_share(call, promise)
    posted = request.method == "POST"
    form = AttachForm(
        request.POST if posted else None, request.FILES if posted else None, may_share=shares
    )

    def act(called: Call, work: Work) -> object:
        writable(called.principal, work, promise_id, _EITHER)
        said = AttachFile(
            what=form.cleaned_data["what"] or None, shared=form.cleaned_data.get("shared", False)
        )
        upload = sent(form.cleaned_data["file"])
        made = operations.attach_file(work, promise_id, said, upload, most=settings.FILE_BYTES)
        return file_body(promise_id, made).model_dump(mode="json")

    if form.is_valid() and written(request, form, act):
        return done(request, here, gettext("Attached."))
    return form_page(
        request,
        form,
        title=gettext("Attach a file"),
        go=gettext("Attach it"),
        back=here,
    )


@page("files.read")
def save(request: HttpRequest, promise_id: str, file_id: str) -> HttpResponse:
    """Give the bytes of a file, to be saved."""
    call = Call.of(request)
    found = queries.file_of(seen(call.principal, call.store, promise_id, _EITHER), file_id)
    return download(found, queries.content(call.store, found))


@acts("files.share")
def share(request: HttpRequest, promise_id: str, file_id: str) -> HttpResponse:
    """Show a file to the customer."""
    return _shared(request, promise_id, file_id, shared=True)


@acts("files.share")
def hide(request: HttpRequest, promise_id: str, file_id: str) -> HttpResponse:
    """Show it to them no longer."""
    return _shared(request, promise_id, file_id, shared=False)


def _shared(request: HttpRequest, promise_id: str, file_id: str, *, shared: bool) -> HttpResponse:
    call = Call.of(request)
    found = queries.file_of(seen(call.principal, call.store, promise_id, _EITHER), file_id)
    here = _here(promise_id)
    # A press needs no name of its own: pressed twice, the second finds it done.
    name = "show" if shared else "hide"
    data = {"once": f"desk-{name}-{file_id}-{call.at:%s%f}", **request.POST.dict()}
    form = ShareForm(data if request.method == "POST" else None)

    def act(called: Call, work: Work) -> object:
        writable(called.principal, work, promise_id, _EITHER)
        made = operations.share_file(work, promise_id, file_id, ShareFile(shared=shared))
        return file_body(promise_id, made).model_dump(mode="json")

    if form.is_valid() and written(request, form, act):
        back = "desk_file_hide" if shared else "desk_file_share"
        said = gettext("The customer sees it by their link.")
        said = said if shared else gettext("Hidden again.")
        return done(request, here, said, undo=reverse(back, args=[promise_id, file_id]))
    show, hides = gettext("Show it to the customer"), gettext("Hide it from the customer")
    return form_page(
        request,
        form,
        title=show if shared else hides,
        intro=found.name or "",
        go=gettext("Show it") if shared else gettext("Hide it"),
        back=here,
    )


@acts("files.remove")
def remove(request: HttpRequest, promise_id: str, file_id: str) -> HttpResponse:
    """Remove a file for good."""
    call = Call.of(request)
    promise = seen(call.principal, call.store, promise_id, _EITHER)
    found = queries.file_of(promise, file_id)
    here = _here(promise_id)
    form = RemoveForm(request.POST if request.method == "POST" else None)

    def act(called: Call, work: Work) -> object:
        writable(called.principal, work, promise_id, _EITHER)
        gone = operations.remove_file(work, promise_id, file_id, form.said(RemoveFile))
        return file_body(promise_id, gone).model_dump(mode="json")

    if form.is_valid() and written(request, form, act):
        return done(request, here, gettext("Removed. The journal says that it was there."))
    return form_page(
        request,
        form,
        title=gettext("Remove this file?"),
        intro=gettext("%(name)s is gone for good then; nobody can bring it back.")
        % {"name": found.name or gettext("It")},
        go=gettext("Remove it"),
        back=here,
    )


def _here(promise_id: str) -> str:
    return reverse("desk_promise", args=[promise_id])


_ONE = "promises/<str:promise_id>/files/<str:file_id>"

urlpatterns = [
    path("promises/<str:promise_id>/files/", attach, name="desk_file_attach"),
    path(f"{_ONE}/", save, name="desk_file"),
    path(f"{_ONE}/share/", share, name="desk_file_share"),
    path(f"{_ONE}/hide/", hide, name="desk_file_hide"),
    path(f"{_ONE}/remove/", remove, name="desk_file_remove"),
]

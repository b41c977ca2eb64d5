"""Who a customer is: added, corrected, erased."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import operations, queries
from troth.answers import customer_body
from troth.promises.customer import Customer
from troth_web.api.calls import Call
from troth_web.desk.acting import ActForm, done, form_page, onward, written
from troth_web.desk.fields import Words
from troth_web.desk.page import acts

#: What is noted of a customer, by the names of the fields.
_NOTED = ("name", "email", "phone", "ref")


class PersonForm(ActForm):
    """What tells a customer apart."""

    name = forms.CharField(label=_("Name"), max_length=1000, required=False)
    email = forms.CharField(label=_("E-mail address"), max_length=320, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=100, required=False)
    ref = forms.CharField(
        label=_("Reference"),
        help_text=_("Their id in another system, such as crm:4711."),
        max_length=200,
        required=False,
    )


class RectifyForm(PersonForm):
    """What was noted and is not so."""

    reason = Words(label=_("Who said so, or why"), required=False, rows=2)

    def must_not_empty(self, known: Customer) -> None:
        """Say that what was noted is put right by what is so: it does not go by itself."""
        for name in _NOTED:
            if getattr(known, name) and not self.cleaned_data[name]:
                self.add_error(name, gettext("Write what is right; it cannot be left empty."))


@acts("customers.add")
def add(request: HttpRequest) -> HttpResponse:
    """Know a customer from now on."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = written(
            request,
            form,
            lambda _call, work: customer_body(
                operations.add(work, form.said(operations.AddCustomer))
            ).model_dump(mode="json"),
        )
        if made:
            to = reverse("desk_customer", args=[made[0]["id"]])
            return done(request, to, gettext("Added."))
    back = reverse("desk_customers")
    return form_page(
        request, form, title=gettext("A new customer"), go=gettext("Add them"), back=back
    )


@acts("customers.rectify")
def rectify(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Put right what was noted; what stood before stays in the journal."""
    call = Call.of(request)
    customer = queries.customer(call.store, customer_id)
    here = reverse("desk_customer", args=[customer_id])
    begin = {
        **{name: getattr(customer, name) for name in _NOTED},
        "seen": customer.sequence,
        "next": onward(request, here),
    }
    form = RectifyForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_valid():
        form.must_not_empty(customer)
    if form.is_valid():
        changed = {
            name: None
            for name in _NOTED
            if form.cleaned_data[name] == (getattr(customer, name) or "")
        }
        made = written(
            request,
            form,
            lambda _call, work: customer_body(
                operations.rectify(
                    work,
                    customer_id,
                    form.said(operations.Rectify, **changed),
                    form.expected,
                )
            ).model_dump(mode="json"),
        )
        if made:
            return done(request, onward(request, here), gettext("Corrected."))
    return form_page(
        request,
        form,
        title=gettext("What was noted of them"),
        intro=gettext("What stood here before stays in the journal."),
        go=gettext("Correct it"),
        back=here,
    )


class EraseForm(ActForm):
    """Nothing of them is left to read."""

    sure = forms.BooleanField(label=_("I know that this cannot be taken back"))


@acts("customers.erase")
def erase(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Erase a customer; that it was done stays on record."""
    call = Call.of(request)
    queries.customer(call.store, customer_id)
    here = reverse("desk_customer", args=[customer_id])
    form = EraseForm(request.POST if request.method == "POST" else None, initial={"next": here})
    if form.is_valid() and written(
        request,
        form,
        lambda _call, work: customer_body(operations.erase(work, customer_id)).model_dump(
            mode="json"
        ),
    ):
        return done(request, reverse("desk_customers"), gettext("Erased."))
    return form_page(
        request,
        form,
        title=gettext("Erase this customer?"),
        intro=gettext(
            "Their key is deleted, and with it everything that was written of them or by them."
        ),
        go=gettext("Erase"),
        back=here,
    )


#: `customers/add/` is no customer, so these stand before the page of one.
urlpatterns = [
    path("customers/add/", add, name="desk_customer_add"),
    path("customers/<str:customer_id>/correct/", rectify, name="desk_customer_rectify"),
    path("customers/<str:customer_id>/erase/", erase, name="desk_customer_erase"),
]

"""The company with something on every page."""

from datetime import timedelta

from tests.desk.company import Company
from tests.desk.mapped import MAPPED, published
from troth import operations
from troth_web.playbooks import drafts

MILESTONES = """
milestones:
  kick-off:
    name: Kick-off
    stage: service
    ours: [reply, refund]
    theirs: [passport]
    options: [With training, Without training]
"""
#: Words of a promise by the restricted team.
HIDDEN = "Xylophone clause"


def lived_in(company: Company) -> Company:
    """Let something happen of everything that can happen."""
    published(company, MAPPED + MILESTONES)
    customer = company.customer("Ines Okafor")
    company.promise("first-reply", "Ines Okafor", timedelta(days=1))
    refund = company.promise("refund", "Ines Okafor", timedelta(hours=3))
    bag = company.promise("delivery", "Tom Weiss", timedelta(hours=3), by="dan")
    company.promise("opinion", "Ines Okafor", timedelta(hours=2), by="lea", wording=HIDDEN)
    for act in (
        lambda work: operations.keep(work, bag.id, operations.Keep()),
        lambda work: operations.open_hatch(work, operations.OpenHatch(about=refund.id)),
        lambda work: operations.attach_file(
            work,
            refund.id,
            operations.AttachFile(shared=True),
            operations.Upload("order.pdf", b"%PDF-1.7"),
        ),
        lambda work: operations.hand_packet(
            work,
            operations.HandPacket(customer=customer, to="delivery", promises=(refund.id,)),
        ),
        lambda work: operations.open_milestone(
            work, operations.OpenMilestone(customer=customer, milestone="kick-off")
        ),
        lambda work: operations.log_friction(
            work, operations.LogFriction(touchpoint="ask", example="They wait.")
        ),
        lambda work: operations.take_note(
            work, operations.TakeNote.model_validate(_NOTE | {"customer": customer})
        ),
        lambda work: operations.keep_view(
            work, operations.KeepView(list="promises", name="Late", query="state=broken")
        ),
    ):
        company.by("ann", company.now, act)
    drafts.write(MAPPED, company.actor("ann"), company.now)
    return company


_NOTE = {"kind": "goal", "says": "Home before Christmas"}

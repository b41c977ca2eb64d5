"""Writes: what can be done, each in one transaction of a store.

    with store.writing(actor=actor, at=now) as work:
        promise = operations.make(work, Make(metric="refund", customer=customer.id))

The command line, the API and the pages call these functions and nothing else to write.
"""

from troth.operations.agreements import (
    EndAgreement,
    MakeAgreement,
    end_agreement,
    make_agreement,
)
from troth.operations.allowances import Allowance
from troth.operations.amends import Give, fitting, give, left
from troth.operations.catching import Catch, catch
from troth.operations.claims import AnswerClaim, answer_claim
from troth.operations.commands import (
    Acknowledge,
    Agree,
    Change,
    Command,
    HandOn,
    HandOver,
    Hear,
    Keep,
    Make,
    Offer,
    Option,
    Pause,
    Reopen,
    Resume,
    Settle,
    Tell,
    Withdraw,
)
from troth.operations.customers import AddCustomer, Rectify, add, erase, rectify
from troth.operations.dates import agree, change
from troth.operations.distortions import ReportDistortion, report_distortion
from troth.operations.drafts import AskGuard, CheckDraft, Stopped, count_stopped
from troth.operations.duties import AskDuty, ask
from troth.operations.editions import Publish, publish
from troth.operations.ending import (
    hand_on,
    hand_over,
    keep,
    reopen,
    settle,
    tell,
    withdraw,
)
from troth.operations.errors import (
    BeyondAuthorityError,
    NotFoundError,
    NotNowError,
    NotYoursError,
    TooLargeError,
    UnfitError,
)
from troth.operations.files import (
    AttachFile,
    RemoveFile,
    ShareFile,
    Upload,
    attach_file,
    remove_file,
    share_file,
)
from troth.operations.friction import (
    AnswerFriction,
    AssignFriction,
    LogFriction,
    answer_friction,
    assign_friction,
    log_friction,
)
from troth.operations.hatches import OpenHatch, open_hatch, shut_hatch
from troth.operations.hearing import acknowledge, hear
from troth.operations.lapsing import lapse
from troth.operations.learning import ReadGuidelines, count_answers, read_guidelines
from troth.operations.links import CorrectLink, correct_link
from troth.operations.making import make, offer
from troth.operations.many import record_many
from troth.operations.matching import Match, match
from troth.operations.milestones import (
    Choosable,
    Choose,
    Close,
    OpenMilestone,
    Sign,
    acknowledge_milestone,
    choose_option,
    close_milestone,
    open_milestone,
    sign,
)
from troth.operations.notes import (
    CorrectNote,
    DropNote,
    TakeNote,
    correct_note,
    drop_note,
    take_note,
)
from troth.operations.noticing import notice, pass_time
from troth.operations.packets import (
    AnswerPacket,
    ExplainPacket,
    HandPacket,
    answer_packet,
    explain_packet,
    hand_packet,
)
from troth.operations.pausing import pause, resume
from troth.operations.precepts import AcceptPrecept, RejectPrecept, accept_precept, reject_precept
from troth.operations.quotes import RecordQuote, ScoreQuote, record_quote, score_quote
from troth.operations.replies import About, RecordReply, Spoken, record_reply, recorded_reply
from troth.operations.submissions import Return, Submit, return_submission, submit
from troth.operations.views import KeepView, drop_view, keep_view

__all__ = [
    "About",
    "AcceptPrecept",
    "Acknowledge",
    "AddCustomer",
    "Agree",
    "Allowance",
    "AnswerClaim",
    "AnswerFriction",
    "AnswerPacket",
    "AskDuty",
    "AskGuard",
    "AssignFriction",
    "AttachFile",
    "BeyondAuthorityError",
    "Catch",
    "Change",
    "CheckDraft",
    "Choosable",
    "Choose",
    "Close",
    "Command",
    "CorrectLink",
    "CorrectNote",
    "DropNote",
    "EndAgreement",
    "ExplainPacket",
    "Give",
    "HandOn",
    "HandOver",
    "HandPacket",
    "Hear",
    "Keep",
    "KeepView",
    "LogFriction",
    "Make",
    "MakeAgreement",
    "Match",
    "NotFoundError",
    "NotNowError",
    "NotYoursError",
    "Offer",
    "OpenHatch",
    "OpenMilestone",
    "Option",
    "Pause",
    "Publish",
    "ReadGuidelines",
    "RecordQuote",
    "RecordReply",
    "Rectify",
    "RejectPrecept",
    "RemoveFile",
    "Reopen",
    "ReportDistortion",
    "Resume",
    "Return",
    "ScoreQuote",
    "Settle",
    "ShareFile",
    "Sign",
    "Spoken",
    "Stopped",
    "Submit",
    "TakeNote",
    "Tell",
    "TooLargeError",
    "UnfitError",
    "Upload",
    "Withdraw",
    "accept_precept",
    "acknowledge",
    "acknowledge_milestone",
    "add",
    "agree",
    "answer_claim",
    "answer_friction",
    "answer_packet",
    "ask",
    "assign_friction",
    "attach_file",
    "catch",
    "change",
    "choose_option",
    "close_milestone",
    "correct_link",
    "correct_note",
    "count_answers",
    "count_stopped",
    "drop_note",
    "drop_view",
    "end_agreement",
    "erase",
    "explain_packet",
    "fitting",
    "give",
    "hand_on",
    "hand_over",
    "hand_packet",
    "hear",
    "keep",
    "keep_view",
    "lapse",
    "left",
    "log_friction",
    "make",
    "make_agreement",
    "match",
    "notice",
    "offer",
    "open_hatch",
    "open_milestone",
    "pass_time",
    "pause",
    "publish",
    "read_guidelines",
    "record_many",
    "record_quote",
    "record_reply",
    "recorded_reply",
    "rectify",
    "reject_precept",
    "remove_file",
    "reopen",
    "report_distortion",
    "resume",
    "return_submission",
    "score_quote",
    "settle",
    "share_file",
    "shut_hatch",
    "sign",
    "submit",
    "take_note",
    "tell",
    "withdraw",
]

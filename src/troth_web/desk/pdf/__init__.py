"""Documents as PDF, set by typst; what people wrote goes in as data and is never markup."""

from troth_web.desk.pdf.setting import NoPdfError, pdf

__all__ = ["NoPdfError", "pdf"]

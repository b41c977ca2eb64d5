"""Quotes: what can be promised to one case, how likely each option is kept, and what cannot be.

from troth.forecast.quote import odds_for, quote, read_quotes
"""

from troth.forecast.quote.file import as_json, read_quotes, save_quote
from troth.forecast.quote.hashes import file_hash
from troth.forecast.quote.make import odds_for, quote
from troth.forecast.quote.model import Driver, Duty, Option, Quote, Source, Usual

__all__ = [
    "Driver",
    "Duty",
    "Option",
    "Quote",
    "Source",
    "Usual",
    "as_json",
    "file_hash",
    "odds_for",
    "quote",
    "read_quotes",
    "save_quote",
]

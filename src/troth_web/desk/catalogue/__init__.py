"""Translations: one `.po` file for each page, made into what gettext reads when the server starts.

compiled(folder)    # folder/de/LC_MESSAGES/django.mo

Files of their own let people work on two pages at once; nothing compiled is kept with the source.
"""

from troth_web.desk.catalogue.mo import compiled
from troth_web.desk.catalogue.po import Message, files, messages

__all__ = ["Message", "compiled", "files", "messages"]

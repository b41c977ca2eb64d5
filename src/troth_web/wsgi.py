"""What a WSGI server such as granian is pointed at: `troth_web.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from troth_web import telemetry
from troth_web.garbage import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth_web.settings")

if settings.TELEMETRY:
    telemetry.start()

application = get_wsgi_application()
# Every page and resource is loaded now, and not while the first request waits.
get_resolver().url_patterns  # noqa: B018 - reading it loads them
settle()

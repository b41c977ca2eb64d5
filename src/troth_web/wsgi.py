"""What a WSGI server such as granian is pointed at: `troth_web.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from troth_web import readied, telemetry
from troth_web.garbage import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth_web.settings")

if settings.TELEMETRY:
    telemetry.start()

application = get_wsgi_application()
readied.without_database()
settle()

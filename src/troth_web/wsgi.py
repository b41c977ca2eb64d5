"""What a WSGI server such as granian is pointed at: `troth_web.wsgi:application`."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from troth_web import readied, telemetry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth_web.settings")

if settings.TELEMETRY:
    telemetry.start()

application = get_wsgi_application()
readied.without_database()
# What was loaded stays. To look through it for garbage would stop all requests for 0.1 s.
gc.collect()
gc.freeze()

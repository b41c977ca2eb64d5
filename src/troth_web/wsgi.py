"""What a WSGI server such as granian is pointed at: `troth_web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth_web.settings")

application = get_wsgi_application()

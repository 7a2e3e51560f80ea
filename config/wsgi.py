"""The WSGI application that gunicorn serves."""

import os

import django
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from .startup import refuse_unsafe_start  # noqa: E402 - needs the apps

refuse_unsafe_start()
connections.close_all()  # whoever forks from here must not share one

application = get_wsgi_application()

"""The portal's own settings with the keys of nobody: the same on every machine, whatever its var/portal.env says.

pytest-django reads settings before any conftest, so what they take from the environment has to be said here.
"""

import base64
import os

os.environ |= {
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "FIELD_KEY": base64.urlsafe_b64encode(b"k" * 32).decode(),
    "DEBUG": "off",
    "BEHIND_TLS": "on",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
}

from config.settings import *  # noqa: F403

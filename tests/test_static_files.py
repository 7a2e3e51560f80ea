"""What the web serves: every file under a hashed name, also where one script imports another."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


@pytest.fixture
def served(settings, tmp_path) -> Path:
    """The folder of static files as production fills it."""
    settings.STATIC_ROOT = tmp_path / "static"
    manifest = "config.wheels.CompressedManifestStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return Path(settings.STATIC_ROOT)


def test_the_grid_imports_its_modules_under_hashed_names(served):
    missing, waiting, seen = [], [staticfiles_storage.stored_name("js/score-grid.js")], set()

    while waiting:
        name = waiting.pop()
        seen.add(name)
        for found in re.findall(r'from "\./([^"]+)"', (served / name).read_text()):
            hashed = re.fullmatch(r"[a-z-]+\.[0-9a-f]{12}\.js", found) and (served / "js" / found).is_file()
            missing += [] if hashed else [found]
            waiting += [] if f"js/{found}" in seen else [f"js/{found}"]

    assert missing == []
    assert sorted(name.split(".")[0] for name in seen) == [
        f"js/score-{part}" for part in ("company", "grid", "login", "notes", "rows", "saving")
    ]

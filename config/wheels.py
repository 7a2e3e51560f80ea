"""Static files that come inside installed packages: Bootstrap's stylesheet and htmx."""

import importlib.util
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# package → folder inside it, files, prefix below /static/
WHEEL_FILES = [
    ("bootstrap", "css", ["bootstrap.min.css", "bootstrap.min.css.map"], "vendor/bootstrap"),
    ("django_htmx", "static/django_htmx", ["htmx-2.min.js"], "vendor/htmx"),
]


def package_folder(package: str) -> Path:
    """Where a package is installed, without importing it."""
    spec = importlib.util.find_spec(package)
    return Path(next(iter(spec.submodule_search_locations)))


class WheelFinder(BaseFinder):
    """Finds the few files of WHEEL_FILES; nothing else of a package is served."""

    def __init__(self, *args, **kwargs):
        self.files = {
            f"{prefix}/{name}": package_folder(package) / folder / name
            for package, folder, names, prefix in WHEEL_FILES
            for name in names
        }

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False):
        found = self.files.get(path)
        if found is None:
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns):
        for path, found in self.files.items():
            storage = FileSystemStorage(location=found.parent)
            storage.prefix = path.rsplit("/", 1)[0]
            yield found.name, storage


class CompressedManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also in the imports of our ES modules, and gzip; brotli makes collectstatic five times slower."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **kwargs):
        return Compressor(use_brotli=False, **kwargs)

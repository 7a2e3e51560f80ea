"""Evidence files that the portal keeps; whose they are and who sees them is said by what they hang on."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from ..choices import FileKind
from ..kit import clock
from ..kit.evidence import MEDIA, NAME_LENGTH
from ..kit.vietnamese import size_words

FOLDER = "files"  # below the data folder, outside the web root


def random_key() -> str:
    """128 bits that nobody guesses."""
    return secrets.token_hex(16)


def folder_of_files() -> Path:
    """Where the contents lie, sealed."""
    return Path(settings.DATA_DIR) / FOLDER


class KeptFile(models.Model):
    """Tệp đính kèm: one evidence file. It is never changed and never deleted; its content lies sealed on the disk."""

    key = models.CharField("mã công khai", max_length=32, default=random_key, unique=True, editable=False)
    stored_as = models.CharField("tên trên đĩa", max_length=32, default=random_key, unique=True, editable=False)
    name = models.CharField("tên tệp", max_length=NAME_LENGTH)
    kind = models.CharField("loại", max_length=4, choices=FileKind)
    size = models.PositiveIntegerField("số byte", validators=[MinValueValidator(1)])
    sha256 = models.CharField(max_length=64)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người gửi", related_name="+")
    kept_at = models.DateTimeField("gửi lúc", default=clock.now)

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "các tệp đính kèm"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="kept_file_is_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="kept_file_is_of_a_known_kind"),
        ]

    def __str__(self):
        return self.name

    @property
    def path(self) -> Path:
        return folder_of_files() / self.stored_as

    @property
    def media_type(self) -> str:
        return MEDIA[FileKind(self.kind)][0]

    @property
    def size_words(self) -> str:
        return size_words(self.size)

"""Evidence files: what they are by their content, and what is kept of them. Neither name nor browser is believed.

Pictures are decoded and encoded anew, upright and without metadata: no place, camera, author, preview or hidden tail is
left, nor a colour profile. A PDF is kept as it came once `pdf_contents` has no complaint; its properties stay in it.
"""

import hashlib
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageFile, ImageOps

from ..choices import FileKind
from . import pdf_contents
from .vietnamese import tidy

NAME_LENGTH = 150
MOST_DOTS = 50_000_000  # of a picture; a phone's camera takes 12 to 50 million
MOST_DRAWN = 1_000_000_000  # dots, counted once for each time a JPEG goes over them
SCAN = b"\xff\xda"
MEDIA = {
    FileKind.JPEG: ("image/jpeg", ".jpg"),
    FileKind.PNG: ("image/png", ".png"),
    FileKind.WEBP: ("image/webp", ".webp"),
    FileKind.PDF: ("application/pdf", ".pdf"),
    FileKind.WORD: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    FileKind.ZIP: ("application/zip", ".zip"),
}
SUFFIXES = re.compile(r"\.(jpe?g|jfif|png|webp|pdf)$", re.IGNORECASE)
FOR_NO_NAME = re.compile(r'[<>:"|?*/\\]')

ALLOWED = "Chỉ nhận ảnh JPEG, PNG, WebP và tài liệu PDF"
EMPTY = "Tệp rỗng, không có nội dung nào. Hãy chọn lại tệp."
HEIC = "Ảnh HEIC của iPhone chưa dùng được. Hãy đổi sang JPEG (Cài đặt – Camera – Định dạng – Tương thích nhất)."
SVG = f"Ảnh vẽ SVG không nhận được. {ALLOWED}; hãy lưu ảnh thành PNG rồi chọn lại."
PAGE = f"Trang web (HTML) không nhận được. {ALLOWED}; hãy in trang ra PDF rồi chọn lại."
OFFICE = "Tệp Word, Excel hoặc PowerPoint không nhận được. Hãy lưu tệp thành PDF rồi chọn lại."
ARCHIVE = "Tệp nén không nhận được. Hãy giải nén rồi chọn từng tệp bên trong."
FILM = f"Phim và tệp âm thanh không nhận được. {ALLOWED}; hãy chụp lại một ảnh từ phim."
MOVING = "Ảnh động không nhận được. Hãy lưu một ảnh tĩnh thành JPEG hoặc PNG rồi chọn lại."
OTHER = f"Không nhận ra loại tệp này. {ALLOWED}."
BROKEN = "Ảnh bị hỏng hoặc bị thiếu nên không mở được. Hãy chép hoặc chụp lại ảnh rồi chọn lại."
TOO_LARGE = "Ảnh có quá nhiều điểm ảnh (tối đa 50 triệu, ví dụ 8.000 × 6.000). Hãy thu nhỏ ảnh rồi chọn lại."

# The modes each format writes as they are; all others are turned into colours, with transparency where there is any.
MODES = {
    FileKind.JPEG: {"L", "RGB"},
    FileKind.PNG: {"1", "L", "RGB", "RGBA", "I;16"},
    FileKind.WEBP: {"RGB", "RGBA"},
}
WRITING = {
    FileKind.JPEG: {"quality": 90},
    FileKind.PNG: {"compress_level": 4},
    FileKind.WEBP: {"quality": 90, "method": 2},
}


class EvidenceRefused(ValueError):
    """A file that cannot be kept; the message is a Vietnamese sentence without the file's name."""


@dataclass(frozen=True)
class Evidence:
    """A file that was judged: its name as it will be given back, its kind, and the bytes that are kept."""

    name: str
    kind: FileKind
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def judge(content: bytes, name: str) -> Evidence:
    """What a file is and what is kept of it; raises EvidenceRefused."""
    check_size(len(content))
    kind = kind_of(content)
    if kind != FileKind.PDF:
        return Evidence(clean_name(name, kind), kind, clean_picture(content, kind))
    if complaint := pdf_contents.complaint_about(content):
        raise EvidenceRefused(complaint)
    return Evidence(clean_name(name, kind), kind, content)


def check_size(size: int) -> None:
    """Raises EvidenceRefused for nothing and for too much; so a file need not be read to be refused."""
    if not size:
        raise EvidenceRefused(EMPTY)
    if size > settings.EVIDENCE_MAX_BYTES:
        limit = settings.EVIDENCE_MAX_BYTES // 1024**2
        raise EvidenceRefused(f"Tệp nặng quá {limit} MB. Hãy thu nhỏ ảnh hoặc chia tài liệu thành nhiều tệp.")


def clean_name(name: str, kind: FileKind) -> str:
    """The name as it is kept: `seen_name`, ending as its kind does, of at most 150 letters."""
    stem, suffix = SUFFIXES.sub("", seen_name(name)), MEDIA[kind][1]
    return (stem[: NAME_LENGTH - len(suffix)].strip(" .") or "tep") + suffix


def seen_name(name: str) -> str:
    """A file's name without folders, control and direction characters and what no system allows in names."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(" " if letter.isspace() else letter for letter in last if letter.isspace() or is_seen(letter))
    return FOR_NO_NAME.sub("-", tidy(seen))


def is_seen(letter: str) -> bool:
    """False for control, direction, private and unassigned characters."""
    return not unicodedata.category(letter).startswith("C")


def kind_of(content: bytes) -> FileKind:
    """By the first bytes; raises EvidenceRefused, naming what people often choose instead."""
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileKind.WEBP
    if content.startswith(pdf_contents.HEAD):
        return FileKind.PDF
    raise EvidenceRefused(why_not(content))


def why_not(content: bytes) -> str:
    """The sentence for a file of another kind."""
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content[4:8] == b"ftyp":
        return HEIC if content[8:12] in (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc") else FILM
    if head.startswith(b"<"):
        return SVG if b"<svg" in head else PAGE if b"<html" in head or b"<!doctype html" in head else OTHER
    if content.startswith(b"PK"):
        return OFFICE if is_office(content) else ARCHIVE
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return OFFICE
    if content.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return ARCHIVE
    if content.startswith((b"ID3", b"OggS", b"RIFF", b"\x1aE\xdf\xa3")):
        return FILM
    return MOVING if content.startswith(b"GIF8") else OTHER


def is_office(content: bytes) -> bool:
    """Whether an archive is a document of Office; only its table of contents is read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "[Content_Types].xml" in archive.namelist() or "mimetype" in archive.namelist()
    except Exception:  # whatever a broken archive raises, it is an archive
        return False


def clean_picture(content: bytes, kind: FileKind) -> bytes:
    """The picture upright, encoded anew, with nothing but its dots; raises EvidenceRefused."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process when it is imported
    try:
        with Image.open(BytesIO(content), formats=[kind.upper()]) as picture:
            dots, scans = picture.width * picture.height, content.count(SCAN) if kind == FileKind.JPEG else 1
            if dots > MOST_DOTS or dots * scans > MOST_DRAWN:
                raise EvidenceRefused(TOO_LARGE)
            if kind != FileKind.JPEG and getattr(picture, "is_animated", False):
                raise EvidenceRefused(MOVING)
            return encoded(ImageOps.exif_transpose(picture), kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise EvidenceRefused(TOO_LARGE) from bomb
    except EvidenceRefused:
        raise
    except Exception as error:  # Pillow raises a dozen types about broken pictures
        raise EvidenceRefused(BROKEN) from error


def encoded(picture: Image.Image, kind: FileKind) -> bytes:
    if kind != FileKind.JPEG and picture.has_transparency_data:
        picture = picture.convert("RGBA")
    elif picture.mode not in MODES[kind]:
        picture = picture.convert("RGB")
    picture.info.clear()  # what Pillow would write along: profile, comment, transparency, text
    stream = BytesIO()
    picture.save(stream, kind.upper(), **WRITING[kind])
    return stream.getvalue()

"""Evidence files for tests: pictures and PDFs, sound and hostile, made on the spot."""

import io
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET = b"15.8801 N, 108.3380 E"  # planted where metadata lies


def picture(format="JPEG", size=(24, 16), mode="RGB", color=(200, 40, 40), **saving) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, color).save(stream, format, **saving)
    return stream.getvalue()


def talkative(format: str) -> bytes:
    """A picture with the secret in every place its format has: EXIF, XMP, comment, text, after the end."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # description
    saving = {"exif": exif}
    if format == "JPEG":
        saving |= {"comment": SECRET, "xmp": SECRET}
    if format == "WEBP":
        saving |= {"xmp": SECRET, "icc_profile": SECRET}
    if format == "PNG":
        text = PngInfo()
        text.add_text("Comment", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        saving |= {"pnginfo": text, "icc_profile": SECRET}
    return picture(format, **saving) + SECRET


def pdf(*objects: bytes, trailer=b"") -> bytes:
    """A PDF of the given objects, as much of one as is looked at."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R " + trailer + b" >>\nstartxref\n9\n%%EOF\n"


def packed(inside: bytes, dictionary=b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    """An object stream that holds other objects."""
    return b"<< " + dictionary + b" >>\nstream\n" + zlib.compress(inside) + b"\nendstream"


def uploaded(name="bien-ban.jpg", content=None, type="image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if content is None else content, type)

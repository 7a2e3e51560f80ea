"""What a PDF carries besides its pages, told from its bytes alone; nothing of it is ever opened or drawn.

Told reliably: encryption, scripts, launched programs, files within the file, film and sound, forms with scripts of
their own. These must be named somewhere: as they are, with letters written as #xx, or in packed objects, which are
unpacked here. A file whose packed objects cannot be unpacked is refused, because nothing can be told of it.

Not told: whether links in it lead to a bad place, whether its pages are whole, what a faulty reader makes of faulty
pictures or fonts, who wrote it (its own properties stay as they are).
"""

import re
import zlib

HEAD, END = b"%PDF-", b"%%EOF"
END_WITHIN = 1024  # bytes before the end of the file, as readers look for it
UNPACKED = 64 * 1024 * 1024  # bytes of packed objects in one file
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\s*")
FILTER = re.compile(rb"/(\w+Decode|Predictor)\b")

ENCRYPTED = "Tệp PDF này có mật khẩu hoặc bị khoá. Hãy lưu bản không khoá rồi chọn lại."
ACTIVE = "Tệp PDF này có lệnh tự chạy bên trong. Hãy in tệp ra PDF mới (In – Lưu thành PDF) rồi chọn bản mới."
CARRIER = "Tệp PDF này đính kèm tệp khác bên trong. Hãy tách từng tệp ra rồi chọn riêng."
FILM = "Tệp PDF này có phim hoặc âm thanh bên trong. Hãy in tệp ra PDF mới (In – Lưu thành PDF) rồi chọn bản mới."
CUT_OFF = "Tệp PDF bị thiếu phần cuối, có thể do tải hoặc chép chưa xong. Hãy chép lại tệp rồi chọn lại."
UNTOLD = "Tệp PDF có phần không đọc được. Hãy in tệp ra PDF mới (In – Lưu thành PDF) rồi chọn bản mới."

NAMES = {
    b"Encrypt": ENCRYPTED,
    b"JavaScript": ACTIVE,
    b"Launch": ACTIVE,
    b"ImportData": ACTIVE,
    b"SubmitForm": ACTIVE,
    b"XFA": ACTIVE,
    b"EmbeddedFile": CARRIER,
    b"EmbeddedFiles": CARRIER,
    b"FileAttachment": CARRIER,
    b"RichMedia": FILM,
    b"Rendition": FILM,
    b"Movie": FILM,
}
FORBIDDEN = re.compile(rb"/(" + b"|".join(NAMES) + rb")(?![A-Za-z0-9])")


class Unpackable(ValueError):
    """Packed objects of which nothing can be told."""


def complaint_about(content: bytes) -> str:
    """Why a file that begins as a PDF is not kept, as a Vietnamese sentence; "" for one that may be kept."""
    if END not in content[-END_WITHIN:]:
        return CUT_OFF
    try:
        for part in (content, *packed_objects(content)):
            if found := FORBIDDEN.search(unescaped(part)):
                return NAMES[found[1]]
    except Unpackable:
        return UNTOLD
    return ""


def unescaped(part: bytes) -> bytes:
    """Names may be written with #xx for any letter."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def packed_objects(content: bytes) -> list[bytes]:
    """The packed objects of a file, unpacked; raises Unpackable."""
    found, begin, left = [], 0, UNPACKED
    for keyword in STREAM.finditer(content):
        before, begin = unescaped(content[begin : keyword.start()]), keyword.end()
        if b"/ObjStm" not in before:
            continue
        filters = FILTER.findall(before)
        if filters and filters != [b"FlateDecode"]:
            raise Unpackable
        if filters:
            found.append(unpacked(content[begin:], left))
            left -= len(found[-1])
    return found


def unpacked(packed: bytes, most: int) -> bytes:
    """What deflated bytes hold, whatever follows them; raises Unpackable for more than `most` bytes or broken ones."""
    inflating = zlib.decompressobj()
    try:
        plain = inflating.decompress(packed, most + 1)
    except zlib.error as error:
        raise Unpackable from error
    if len(plain) > most or not inflating.eof:
        raise Unpackable
    return plain

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
MOST_PACKED = 10_000  # streams of packed objects in one file
CHUNK = 16 * 1024  # bytes unpacked at a time, so that a short stream in a long file costs little
DICTIONARY = 4096  # bytes; that of packed objects has less than a hundred
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
BOUNDARY = re.compile(rb"[\r\n]end(?:obj|stream)\s")
STREAM = re.compile(rb">>\s*stream\r?\n")
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


def coded(name: bytes) -> bytes:
    """A pattern of a name each letter of which may be written as #xx."""
    return b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name)


FORBIDDEN = re.compile(rb"/(" + b"|".join(map(coded, NAMES)) + rb")(?![A-Za-z0-9#])")
PACKED = re.compile(rb"/" + coded(b"ObjStm") + rb"(?![A-Za-z0-9#])")


class Unpackable(ValueError):
    """Packed objects of which nothing can be told."""


def complaint_about(content: bytes) -> str:
    """Why a file that begins as a PDF is not kept, as a Vietnamese sentence; "" for one that may be kept."""
    if END not in content.rstrip(b"\0\t\r\n ")[-END_WITHIN:]:
        return CUT_OFF
    try:
        for part in (content, *packed_objects(content)):
            if found := FORBIDDEN.search(part):
                return NAMES[unescaped(found[1])]
    except Unpackable:
        return UNTOLD
    return ""


def unescaped(part: bytes) -> bytes:
    """Names may be written with #xx for any letter."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def packed_objects(content: bytes) -> list[bytes]:
    """The packed objects of a file, unpacked; raises Unpackable, also for more of them than any document has."""
    found, left = [], UNPACKED
    for place in PACKED.finditer(content):
        stream = STREAM.search(content, place.end(), place.end() + DICTIONARY)
        if stream is None or len(found) == MOST_PACKED:
            raise Unpackable
        is_deflated = judged(content[max(0, place.start() - DICTIONARY) : stream.start()])
        found.append(unpacked(content, stream.end(), left) if is_deflated else b"")
        left -= len(found[-1])
    return found


def judged(before: bytes) -> bool:
    """Whether packed objects are deflated, by the dictionary at the end of what stands before them.

    Raises Unpackable for every other way of writing them, and for words in brackets, which no such dictionary has.
    """
    dictionary = unescaped(BOUNDARY.split(before)[-1])
    filters = FILTER.findall(dictionary)
    if b"(" in dictionary or b")" in dictionary or filters not in ([], [b"FlateDecode"]):
        raise Unpackable
    return bool(filters)


def unpacked(content: bytes, begin: int, most: int) -> bytes:
    """What the deflated bytes that begin there hold; raises Unpackable for more than `most` bytes or broken ones."""
    inflating, plain = zlib.decompressobj(), b""
    try:
        for start in range(begin, len(content), CHUNK):
            plain += inflating.decompress(content[start : start + CHUNK], most + 1 - len(plain))
            if len(plain) > most:
                raise Unpackable
            if inflating.eof:
                return plain
    except zlib.error as error:
        raise Unpackable from error
    raise Unpackable

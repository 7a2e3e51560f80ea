"""Evidence files: what is kept is what the content is, without metadata; whatever else comes gets its own sentence."""

import io
import zipfile
import zlib

import pytest
from PIL import Image

from emulation.choices import FileKind
from emulation.kit import evidence
from emulation.kit.evidence import EvidenceRefused, clean_name, judge
from tests.evidence import SECRET, packed, pdf, picture, talkative
from tests.workbooks import family, workbook

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def refusal(content: bytes) -> str:
    with pytest.raises(EvidenceRefused) as refused:
        judge(content, "tep")
    return str(refused.value)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def archive(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        new.writestr(name, "x")
    return stream.getvalue()


# Pictures


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_known_by_its_content_whatever_it_is_called(format):
    kept = judge(picture(format), "bien-ban.pdf")

    assert (kept.kind, opened(kept.content).format, opened(kept.content).size) == (format.lower(), format, (24, 16))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_left_of_what_a_picture_tells_besides_itself(format):
    before = talkative(format)
    kept = judge(before, "anh")

    assert (SECRET in before, SECRET in kept.content) == (True, False)
    assert not opened(kept.content).getexif()
    assert {"exif", "xmp", "icc_profile", "comment", "Comment"} & set(opened(kept.content).info) == set()


def test_a_picture_is_turned_upright_before_its_orientation_is_forgotten():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright

    kept = judge(picture(size=(24, 16), exif=exif), "anh.jpg")

    assert opened(kept.content).size == (16, 24)


@pytest.mark.parametrize(
    ("format", "mode", "color", "becomes"),
    [
        ("JPEG", "CMYK", (0, 0, 0, 0), "RGB"),
        ("JPEG", "L", 7, "L"),
        ("PNG", "P", 3, "RGB"),
        ("PNG", "RGBA", (1, 2, 3, 4), "RGBA"),
        ("PNG", "1", 1, "1"),
        ("PNG", "I;16", 300, "I;16"),
        ("PNG", "LA", (9, 9), "RGBA"),
        ("WEBP", "RGBA", (1, 2, 3, 4), "RGBA"),
    ],
)
def test_pictures_of_every_mode_are_kept(format, mode, color, becomes):
    kept = judge(picture(format, mode=mode, color=color), "anh")

    assert opened(kept.content).mode == becomes


def test_of_a_phone_s_picture_with_a_second_one_behind_it_the_first_is_kept():
    stream, first = io.BytesIO(), Image.new("RGB", (24, 16))
    first.save(stream, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))])

    kept = judge(stream.getvalue(), "anh.jpg")

    assert (opened(kept.content).format, opened(kept.content).size) == ("JPEG", (24, 16))


@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF"])
def test_moving_pictures_are_refused(format):
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    stream = io.BytesIO()
    frames[0].save(stream, format, save_all=True, append_images=frames[1:], duration=100)

    assert "Ảnh động" in refusal(stream.getvalue())


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_picture_that_breaks_off_is_refused(format, share):
    whole = picture(format, size=(300, 300), mode="RGB")

    assert "hỏng hoặc bị thiếu" in refusal(whole[: int(len(whole) * share)])


@pytest.mark.parametrize("width", [7_100, 12_000, 40_000])
def test_a_picture_that_is_small_on_the_disk_and_huge_when_opened_is_refused(width):
    bomb = picture("PNG", size=(8, 8), mode="1", color=0)
    side = width.to_bytes(4, "big")
    head = b"IHDR" + side + side + bomb[24:29]
    crc = zlib.crc32(head).to_bytes(4, "big")

    assert "quá nhiều điểm ảnh" in refusal(bomb[:12] + head + crc + bomb[33:])


@pytest.mark.parametrize("head", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\x00\x00\x00WEBP"])
@pytest.mark.parametrize("rest", [b"", b"\0" * 500, b"<script>alert(1)</script>" * 20, bytes(range(256)) * 4])
def test_rubbish_behind_the_first_bytes_of_a_picture_is_refused(head, rest):
    assert "hỏng hoặc bị thiếu" in refusal(head + rest)


def test_a_page_hidden_in_a_picture_is_gone():
    hidden = picture("JPEG", comment=b"<script>alert(1)</script>")

    assert b"<script" not in judge(hidden + b"<script>", "anh.html").content


# PDF


def test_a_pdf_is_kept_as_it_came():
    content = pdf(CATALOG, packed(b"1 0 << /Type /Page /Contents 3 0 R >>"), b"<< /Length 3 >>\nstream\nabc\nendstream")

    kept = judge(content, "Biên bản.PDF")

    assert (kept.kind, kept.content, kept.name) == (FileKind.PDF, content, "Biên bản.pdf")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (pdf(CATALOG, trailer=b"/Encrypt 5 0 R"), "mật khẩu"),
        (pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"), "lệnh tự chạy"),
        (pdf(b"<< /OpenAction << /S /J#61vaScript /JS (x) >> >>"), "lệnh tự chạy"),
        (pdf(b"<< /S /Launch /F (cmd.exe) >>"), "lệnh tự chạy"),
        (pdf(b"<< /AcroForm << /XFA 4 0 R >> >>"), "lệnh tự chạy"),
        (pdf(b"<< /Names << /EmbeddedFiles 4 0 R >> >>"), "đính kèm tệp khác"),
        (pdf(b"<< /Subtype /FileAttachment >>"), "đính kèm tệp khác"),
        (pdf(b"<< /Subtype /RichMedia >>"), "phim hoặc âm thanh"),
        (pdf(packed(b"1 0 << /S /JavaScript /JS (x) >>")), "lệnh tự chạy"),
        (pdf(packed(b"1 0 << /S /JavaScript >>", b"/Type /Obj#53tm /Filter /FlateDecode")), "lệnh tự chạy"),
        (pdf(b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nnot packed\nendstream"), "không đọc được"),
        (pdf(packed(b"1 0 <<>>", b"/Type /ObjStm /Filter [/ASCII85Decode /FlateDecode]")), "không đọc được"),
        (pdf(packed(b"1 0 <<>>", b"/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>")), "không đọc"),
        (pdf(packed(b"0" * 70_000_000)), "không đọc được"),
        (pdf(CATALOG)[:-8], "thiếu phần cuối"),
    ],
)
def test_a_pdf_that_carries_more_than_pages_is_refused(content, says):
    assert says in refusal(content)


# Everything else


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Tệp rỗng"),
        (b"<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "SVG"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "Trang web (HTML)"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "Phim"),
        (workbook(*family()), "Word, Excel"),
        (archive("mimetype"), "Word, Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word, Excel"),
        (archive("anh.jpg"), "Tệp nén"),
        (b"PK\x03\x04 broken", "Tệp nén"),
        (b"Rar!\x1a\x07", "Tệp nén"),
        (b"MZ\x90\0", "Không nhận ra"),
        ("Biên bản họp".encode(), "Không nhận ra"),
        (b" " + picture(), "Không nhận ra"),
    ],
)
def test_what_is_no_evidence_is_called_by_its_name(content, says):
    assert says in refusal(content)


def test_a_file_that_is_too_heavy_is_refused_with_the_limit(settings):
    settings.EVIDENCE_MAX_BYTES = 2 * 1024 * 1024

    assert refusal(picture() + b"\0" * 2 * 1024 * 1024).startswith("Tệp nặng quá 2 MB.")


# Names


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Bie\u0302n ba\u0309n.JPEG", "Biên bản.jpg"),
        ("C:\\Users\\Lan\\anh.png", "anh.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("anh.php", "anh.php.jpg"),
        ("anh\u202egpj.exe", "anhgpj.exe.jpg"),
        ('a"b\r\n: c?.jpg', "a-b - c-.jpg"),
        ("\u200b.jpg", "tep.jpg"),
        ("", "tep.jpg"),
        ("ô" * 300, "ô" * 146 + ".jpg"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_the_content_does(name, kept):
    assert clean_name(name, FileKind.JPEG) == kept


def test_the_sentences_speak_of_the_limit_that_holds():
    assert f"{evidence.MOST_DOTS // 10**6} triệu" in evidence.TOO_LARGE

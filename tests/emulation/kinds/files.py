"""What comes under the name .xlsx and is none, or none that may be opened."""

import io
import zipfile

from tests.emulation.kinds import FAMILY, Kind, collector
from tests.workbooks import family, repacked, workbook

FILES: list[Kind] = []
kind = collector(FILES)

SHEET = "xl/worksheets/sheet1.xml"
SAVE_AS = "Hãy mở tệp trong Excel, chọn Lưu thành (Save As) kiểu “Excel Workbook (*.xlsx)” rồi tải lên lại."
BROKEN = f"Tệp Excel bị hỏng hoặc không đúng chuẩn nên không đọc được. {SAVE_AS}"
CROWDED = f"Tệp Excel có cấu tạo bất thường, không giống tệp do Excel lưu, nên bị từ chối để bảo vệ máy chủ. {SAVE_AS}"
PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def says(sentence):
    return {"errors": [(None, None, sentence)]}


def archive(*members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members:
            new.writestr(name, data)
    return stream.getvalue()


def with_sheet(old, new):
    return repacked(workbook(*family()), lambda name, data: data.replace(old, new) if name == SHEET else data)


@kind(**says("Tệp rỗng, không có nội dung nào. Hãy chọn lại tệp."))
def an_empty_file():
    return b""


@kind(**says(f"Tệp này là tệp văn bản (như .csv), không phải là tệp Excel .xlsx. {SAVE_AS}"))
def a_csv_renamed():
    return "STT;Họ và tên\n1;Sùng A Chử\n".encode()


@kind(**says(f"Tệp này là trang web hoặc tệp XML được đặt tên như tệp Excel. {SAVE_AS}"))
def a_web_page_renamed():
    return b"\r\n <html><table><tr><td>STT</td></tr></table></html>"


@kind(**says(f"Tệp này là trang web hoặc tệp XML được đặt tên như tệp Excel. {SAVE_AS}"))
def an_xml_spreadsheet_of_2003():
    return b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>'


@kind(**says(f"Tệp này là trang web được đặt tên như tệp Excel. {SAVE_AS}"))
def a_web_archive_renamed():
    return b"MIME-Version: 1.0\nContent-Type: multipart/related\n"


@kind(**says("Tệp này là tệp PDF, không phải tệp Excel. Hãy tải lên tệp .xlsx có danh sách."))
def a_pdf():
    return b"%PDF-1.7\n"


@kind(**says("Tệp này là một bức ảnh, không phải tệp Excel. Hãy tải lên tệp .xlsx có danh sách."))
def a_photograph_of_the_list():
    return b"\xff\xd8\xff\xe0 ..."


@kind(**says(f"Tệp này thuộc kiểu Excel cũ (.xls). {SAVE_AS}"))
def an_old_xls():
    return OLE + bytes(1000)


@kind(**says("Tệp Excel đang đặt mật khẩu nên không mở được. Hãy bỏ mật khẩu, lưu lại rồi tải lên."))
def a_workbook_with_a_password():
    return OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le")


@kind(**says(f"Tệp này là tệp Excel nhị phân (.xlsb). {SAVE_AS}"))
def a_binary_workbook():
    return archive(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"1"))


@kind(**says(f"Tệp này là tệp của LibreOffice/OpenOffice (.ods). {SAVE_AS}"))
def an_open_document_sheet():
    return archive(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>"))


@kind(**says("Tệp này là tệp Word, không phải tệp Excel. Hãy tải lên tệp .xlsx có danh sách."))
def a_word_document():
    return archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>"))


@kind(**says(f"Tệp này là tệp Numbers của máy Apple. {SAVE_AS}"))
def a_numbers_document():
    return archive(("Index/Document.iwa", b"1"))


@kind(**says(f"Tệp này không phải là tệp Excel .xlsx. {SAVE_AS}"))
def a_zip_with_the_workbook_inside():
    return archive(("danh-sach.xlsx", workbook(*family())))


@kind(**says("Tệp này là tệp nén, không phải tệp Excel. Hãy giải nén rồi tải lên tệp .xlsx có danh sách."))
def a_rar_archive():
    return b"Rar!\x1a\x07\x01\x00 ..."


@kind(**says(BROKEN))
def a_workbook_cut_off():
    content = workbook(*family())
    return content[: len(content) // 2]


@kind(**says(BROKEN))
def a_workbook_with_a_damaged_part():
    content = workbook(*family())
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        start = opened.getinfo(SHEET).header_offset + 80
    return content[:start] + bytes(40) + content[start + 40 :]


@kind(**says(BROKEN))
def a_workbook_without_its_sheets():
    return archive(("[Content_Types].xml", b"<Types/>"))


@kind(**says(BROKEN))
def a_style_that_is_not_there():
    return with_sheet(b'<c r="A1"', b'<c r="A1" s="999"')


@kind(**says(BROKEN))
def a_row_with_a_word_for_its_number():
    return with_sheet(b'<row r="1"', b'<row r="one"')


@kind(**says(CROWDED))
def a_bomb_in_one_part():
    return repacked(workbook(*family()), extra=[("xl/media/bomb.bin", bytes(20 * 1024**2))])


@kind(**says(CROWDED))
def a_crowd_of_parts():
    return repacked(workbook(*family()), extra=[(f"xl/media/{number}.bin", b"x") for number in range(200)])


@kind(**says(CROWDED))
def a_bomb_of_entities():
    dtd = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    return repacked(workbook(*family()), extra=[("xl/x.xml", dtd)])


@kind(**says(CROWDED))
def a_swarm_of_styles():
    fonts = b"".join(b'<font><sz val="%d"/></font>' % number for number in range(150_000))
    return repacked(workbook(*family()), extra=[("xl/x.xml", fonts)])


@kind(**says(CROWDED))
def a_part_that_points_outside():
    return repacked(workbook(*family()), extra=[("xl/../../etc/passwd", b"x")])


@kind(
    **says(
        "Trang tính có quá nhiều ô được định dạng hoặc gộp. "
        "Hãy chép danh sách sang một tệp mới (dán dạng giá trị) rồi tải lên lại."
    )
)
def one_merged_cell_over_the_whole_sheet():
    return with_sheet(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


@kind(
    **says(
        "Trang tính có 20.104 hàng, quá mức 20.000 hàng. "
        "Hãy xoá các hàng trống có kẻ khung ở cuối, hoặc tách thành nhiều tệp."
    )
)
def more_rows_than_are_read():
    return with_sheet(b"</sheetData>", b'<row spans="1:10"/>' * 20_100 + b"</sheetData>")


@kind(
    **says("Tệp nặng 10,1 MB, quá mức 10 MB. Hãy bỏ hình ảnh và các trang tính không cần, hoặc tách thành nhiều tệp.")
)
def more_megabytes_than_are_read():
    return b"PK" + bytes(int(10.1 * 1024**2))


@kind(saved=FAMILY)
def a_workbook_with_macros():
    return repacked(
        workbook(*family()),
        lambda name, data: data.replace(PLAIN, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        extra=[("xl/vbaProject.bin", b"macro")],
    )

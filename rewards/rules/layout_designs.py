"""The layouts the portal ships, giấy khen and giấy chứng nhận on A4 lying, with the order of lines that wards use."""

from ..choices import LayoutDesign, LayoutFont, LayoutMode, LayoutPrinted, LayoutSlot
from .layouts import PAPERS, FieldFacts, LayoutFacts

RED, GREY = "#a8161d", "#5c6470"
ON_STOCK = LayoutPrinted.NOT_ON_STOCK
LEFT = "left"

HEAD = (
    FieldFacts(
        LayoutSlot.NATION, 28, 23.5, 241, 6, 13, 11, bold=True,
        text="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", printed=ON_STOCK,
    ),
    FieldFacts(
        LayoutSlot.MOTTO, 28, 29.5, 241, 6, 14, 11, bold=True,
        text="Độc lập - Tự do - Hạnh phúc", printed=ON_STOCK,
    ),
)  # fmt: skip

# 35 mm between title and name for signature and stamp, as Nghị định 50/2006 Điều 28 leaves them.
FOOT = (
    FieldFacts(LayoutSlot.DECISION, 31, 140.5, 125, 6, 12, 9, align=LEFT, text="Quyết định số"),
    FieldFacts(LayoutSlot.DECIDED_ON, 31, 146.5, 125, 6, 12, 9, align=LEFT),
    FieldFacts(LayoutSlot.REGISTER, 31, 152.5, 125, 6, 12, 9, align=LEFT, text="Vào sổ khen thưởng số:"),
    FieldFacts(LayoutSlot.QR, 31, 161, 22, 22),
    FieldFacts(LayoutSlot.LOOKUP, 57, 165, 98, 5, 10, 6, italic=True, align=LEFT, colour=GREY, text="Tra cứu tại"),
    FieldFacts(LayoutSlot.CHECK_CODE, 57, 170.5, 98, 5, 10, 7, bold=True, align=LEFT, text="Mã tra cứu:"),
    FieldFacts(LayoutSlot.DATED, 162, 134.5, 104, 6.5, 14, 10, italic=True),
    FieldFacts(LayoutSlot.SIGNER_TITLE, 162, 141, 104, 12, 14, 10, 2, bold=True),
    FieldFacts(LayoutSlot.SIGNER_NAME, 162, 179.5, 104, 6, 14, 10, bold=True),
)

CERTIFICATE = LayoutFacts(
    name="Giấy chứng nhận, cổng vẽ khung",
    design=LayoutDesign.CERTIFICATE,
    mode=LayoutMode.DRAWN,
    width=PAPERS["A4"][0],
    height=PAPERS["A4"][1],
    fields=(
        *HEAD,
        FieldFacts(LayoutSlot.ISSUER, 28, 41, 241, 7, 15, 11, bold=True, caps=True, printed=ON_STOCK),
        FieldFacts(
            LayoutSlot.TITLE, 28, 48.5, 241, 20, 46, 30, bold=True, spacing=7, colour=RED,
            text="CHỨNG NHẬN", printed=ON_STOCK,
        ),
        FieldFacts(LayoutSlot.SALUTATION, 28, 70.5, 241, 8, 17, 12, italic=True),
        FieldFacts(LayoutSlot.NAME, 28, 78.5, 241, 18, 34, 20, 2, bold=True),
        FieldFacts(LayoutSlot.PLACE, 28, 96.5, 241, 10, 16, 11, 2),
        FieldFacts(LayoutSlot.ACHIEVEMENT, 28, 107.5, 241, 7.5, 16, 11, 1),
        FieldFacts(LayoutSlot.RECOGNITION, 28, 115, 241, 10.5, 24, 14, bold=True, caps=True, spacing=3, colour=RED),
        FieldFacts(LayoutSlot.YEAR, 28, 125.5, 241, 7.5, 16, 12),
        *FOOT,
    ),
)  # fmt: skip

MERIT = LayoutFacts(
    name="Giấy khen, cổng vẽ khung",
    design=LayoutDesign.MERIT,
    mode=LayoutMode.DRAWN,
    width=PAPERS["A4"][0],
    height=PAPERS["A4"][1],
    fields=(
        *HEAD,
        FieldFacts(
            LayoutSlot.ISSUER, 28, 39.5, 241, 8, 17, 12, bold=True, caps=True, colour=RED, printed=ON_STOCK
        ),
        FieldFacts(LayoutSlot.VERB, 28, 48, 241, 7, 15, 12, bold=True, spacing=12, text="TẶNG", printed=ON_STOCK),
        FieldFacts(
            LayoutSlot.TITLE, 28, 55, 241, 21, 50, 30, bold=True, spacing=8, colour=RED,
            text="GIẤY KHEN", printed=ON_STOCK,
        ),
        FieldFacts(LayoutSlot.SALUTATION, 28, 77.5, 241, 7.5, 17, 12, italic=True),
        FieldFacts(LayoutSlot.NAME, 28, 85, 241, 16.5, 32, 18, 2, bold=True),
        FieldFacts(LayoutSlot.PLACE, 28, 101.5, 241, 9.5, 16, 11, 2),
        FieldFacts(LayoutSlot.ACHIEVEMENT, 40, 112, 217, 20, 17, 11, 3),
        *FOOT,
    ),
)  # fmt: skip

DESIGNS = {LayoutDesign.CERTIFICATE: CERTIFICATE, LayoutDesign.MERIT: MERIT}
FONT_FAMILIES = {LayoutFont.SERIF: "Portal Serif", LayoutFont.CRIMSON: "Portal Crimson", LayoutFont.SANS: "Portal Sans"}

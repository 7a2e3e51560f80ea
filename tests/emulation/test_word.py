"""Papers as Word: the same words as the PDF, nothing dropped unsaid, the same bytes for the same paper."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from emulation.documents.pledge_list import Pledge, PledgeFacts, PledgeList
from emulation.kit.documents import typeset
from emulation.kit.word import NotInWord, docx_of
from rewards.documents.report import InterimReport
from rewards.documents.target_report import TargetReportPaper
from scoring.rules.targets import Measured
from tests.rewards.reported import FACTS, LETTER, WARD
from tests.rewards.test_report_rules import content, line
from tests.worded import opened, printed_words, shaped, words_of

PLEDGES = PledgeFacts(
    campaign_name="Phong trào thi đua “Chuyển đổi số” trên địa bàn phường Đồng Tâm năm 2022",
    plan_number="86/KHPH-UBND",
    issued_on=date(2022, 8, 6),
    pledges=tuple(Pledge(f"Đại diện Hội Người cao tuổi số {n}", "Nguyễn Thị Hoà") for n in range(1, 8)),
    practice=True,
)
PAPERS = {
    "report": InterimReport(FACTS),
    "report of one issuer": InterimReport(replace(FACTS, letter=replace(LETTER, issuers=(WARD,)))),
    "report on targets": TargetReportPaper(
        content(line(reading=Measured(date(2022, 12, 20), 57, 60)), line(2, "no_reading", waiting=1)),
        replace(LETTER, superior="ỦY BAN NHÂN DÂN QUẬN 1"),
        ("Ủy ban nhân dân Quận 1", "Phòng Giáo dục và Đào tạo"),
    ),
    "pledge list": PledgeList(PLEDGES),
}


def word_of(body: str, css: str = ""):
    """A page of this body as an opened Word file."""
    sheets = '<link rel="stylesheet" href="paper:paper.css">'
    html = f"<html lang='vi'><head><title>Thử</title>{sheets}<style>{css}</style></head><body>{body}</body></html>"
    return opened(docx_of(typeset(html)))


@pytest.mark.parametrize("name", PAPERS)
def test_word_says_what_the_pdf_says(name):
    paper = PAPERS[name]

    assert words_of(paper.docx()) == printed_words(paper)


def test_the_same_paper_is_the_same_file():
    assert PAPERS["report"].docx() == PAPERS["report"].docx()


def test_the_file_tells_nothing_of_who_made_it_where_or_when():
    with ZipFile(BytesIO(PAPERS["pledge list"].docx())) as file:
        names = file.namelist()
        moments = {entry.date_time for entry in file.infolist()}
        properties = file.read("docProps/core.xml").decode()

    assert not [name for name in names if "app.xml" in name or "thumbnail" in name or "custom" in name]
    assert moments == {(1980, 1, 1, 0, 0, 0)}
    assert "creator" not in properties
    assert "dcterms" not in properties.partition(">")[2].partition(">")[2]
    assert "<dc:title>Danh sách ký cam kết thi đua</dc:title>" in properties
    assert "<dc:language>vi-VN</dc:language>" in properties


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<ul><li>Một</li></ul>", ""),
        ("<p>Một <u>hai</u></p>", ""),
        ("<p>Một <svg width='9' height='9'></svg></p>", ""),
        ("<p>Một</p>", "p { position: absolute }"),
        ("<div><p>Một</p></div>", "p { float: left }"),
        ("<div><p>Một</p></div>", "div { display: flex }"),
        ("<p>Một</p>", "p { border: 1pt solid }"),
        ("<p>một</p>", "p { text-transform: capitalize }"),
        ("<p>Một</p>", "p { display: none }"),
        ("<p>Một</p>", "p::before { content: counter(page) }"),
        ("<div>Một <p>hai</p></div>", ""),
        ("<p>Một <b>hai</b></p>", "b { border: 1pt solid }"),
        ("<div><p>Một</p><p class='wide'>Hai</p></div>", "@page wide { size: 297mm 210mm } .wide { page: wide }"),
        ("<p data-fill='text'>Một</p>", ""),
        ("<table><tr><td><table><tr><td>Một</td></tr></table></td></tr></table>", ""),
        ("<table><caption>Một</caption><tr><td>hai</td></tr></table>", ""),
    ],
)
def test_what_word_would_show_otherwise_is_refused(body, css):
    with pytest.raises(NotInWord):
        word_of(body, css)


def test_letters_of_a_stylesheet_and_its_capitals_come_along():
    css = "p { text-transform: uppercase } p::before { content: '- ' }"

    word = word_of("<p>Một <b>hai</b><br>H<sub>2</sub>O</p>", css)

    runs = word.paragraphs[0].runs
    assert [(run.text, run.bold, run.font.subscript) for run in runs] == [
        ("- MỘT ", None, None),
        ("HAI", True, None),
        ("\nH", None, None),
        ("2", None, True),
        ("O", None, None),
    ]


def test_a_wide_annex_is_a_section_of_landscape_pages_and_the_number_goes_on():
    css = "@page { size: 210mm 297mm; margin: 20mm } @page wide { size: 297mm 210mm } .wide { page: wide }"

    word = word_of("<p>Một</p><div class='wide'><p>Hai</p></div><p>Ba</p>", css)

    sizes = [(round(section.page_width.mm), round(section.page_height.mm)) for section in word.sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    assert [section.different_first_page_header_footer for section in word.sections] == [True, False, False]
    assert all("PAGE" in section.header._element.xml for section in word.sections)


def test_papers_bound_together_are_each_numbered_from_one():
    anew = "{ counter-reset: page 1 }"
    pages = f"@page :nth(1 of one) {anew} @page :nth(1 of two) {anew}"
    css = f"{pages} .one {{ page: one }} .two {{ page: two }} .wide {{ page: wide }}"

    word = word_of("".join(f"<div class='{name}'><p>Một</p></div>" for name in ("one", "two", "one", "wide")), css)

    starts = [section._sectPr.xpath("w:pgNumType/@w:start") for section in word.sections]
    assert starts == [["1"], ["1"], ["1"], []]
    assert [section.different_first_page_header_footer for section in word.sections] == [True, True, True, False]


def test_cells_over_several_rows_and_columns_stay_one():
    rows = "<tr><td rowspan='2'>a</td><td colspan='2'>b</td></tr><tr><td>c</td><td>d</td></tr>"

    (table,) = word_of(f"<table>{rows}</table>").tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b", "b"], ["a", "c", "d"]]


def test_distances_are_the_greater_of_what_two_neighbours_ask_for():
    css = "p { margin: 6pt 0 } .far { margin-bottom: 20pt } table { margin: 9pt 0 }"

    word = word_of("<p class='far'>a</p><p>b</p><table><tr><td>c</td></tr></table><p>d</p>", css)

    a, b, d = word.paragraphs
    assert [shaped(p, "space_before").pt for p in (a, b, d)] == [6, 20, 9]
    assert [shaped(p, "space_after").pt for p in (a, b, d)] == [0, 9, 0]


def test_a_forced_page_and_blocks_that_stay_together_come_along():
    css = ".new { break-before: page } .one { break-inside: avoid }"

    word = word_of("<p>a</p><div class='new'><p>b</p></div><div class='one'><p>c</p><p>d</p></div>", css)

    a, b, c, d = word.paragraphs
    assert [p.paragraph_format.page_break_before for p in (a, b, c, d)] == [None, True, None, None]
    assert [p.paragraph_format.keep_with_next for p in (a, b, c, d)] == [None, None, True, None]


def test_a_table_on_a_page_of_its_own_begins_that_page():
    word = word_of("<p>a</p><table><tr><td>b</td></tr></table><p>c</p>", "table { break-before: page }")

    a, before, c = word.paragraphs
    assert [p.paragraph_format.page_break_before for p in (a, before, c)] == [None, True, None]
    assert before._p.getnext().tag == qn("w:tbl")


def test_room_for_a_signature_stays_where_no_name_stands_below_it():
    css = ".title { height: 100pt; line-height: 20pt }"

    word = word_of("<table><tr><td><p class='title'>CHỦ TỊCH</p><p></p></td></tr></table>", css)

    title, room = word.tables[0].cell(0, 0).paragraphs
    assert (title.text, room.text, room.paragraph_format.space_before.pt) == ("CHỦ TỊCH", "", 80)


def test_a_heading_is_a_level_of_the_outline():
    word = word_of("<h2>I. Một</h2><p>Hai</p>", "h2 { bookmark-level: 1 }")

    levels = [p.style.element.xpath("w:pPr/w:outlineLvl/@w:val") for p in word.paragraphs]
    assert levels == [["0"], []]

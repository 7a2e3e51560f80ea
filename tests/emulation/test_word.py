"""Papers as Word: the same words as the PDF, nothing dropped unsaid, the same bytes for the same paper."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from emulation.documents.pledge_list import Pledge, PledgeFacts, PledgeList
from emulation.kit.documents import typeset
from emulation.kit.word import NotInWord, docx_of
from rewards.documents.report import InterimReport
from tests.rewards.reported import FACTS, LETTER, WARD
from tests.worded import opened, printed_words, words_of

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

"""The papers of an award dossier: what they say, how they are laid out, in the PDF and in the Word file alike."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from rewards.documents.achievement_report import AchievementReport
from rewards.documents.award_list import Awarded, AwardList
from rewards.documents.ceremony_lists import CallingList, ReceiptList
from rewards.documents.decision import Decision
from rewards.documents.later_decisions import Amendment, Correction, Replacement, Revocation
from rewards.documents.list_paper import ListPaper
from rewards.documents.minutes import CountingRecord, Minutes
from rewards.documents.posting import PostingNotice, PostingRecord
from rewards.documents.prize_list import PrizeList
from rewards.documents.proof_sheet import ProofFacts, ProofLine, ProofSheet
from rewards.documents.submission_letter import SubmissionLetter
from tests.printed import pages_of, picture_of, pieces_of
from tests.qr_reader import read
from tests.rewards.dossier import (
    CEREMONY,
    CHAIRMAN,
    COLLECTIVE_REPORT,
    CORRECTION,
    COUNTING,
    DECISION,
    GIVEN,
    HOUSEHOLD_REPORT,
    INDIVIDUAL_REPORT,
    LATER,
    MINUTES,
    NOTICE,
    PRIZES,
    PROPOSED,
    RECORD,
    SIGNED,
    SUBMISSION,
    awarded_of,
)
from tests.rewards.reported import FRONT
from tests.worded import opened, paragraph_of, printed_words, set_as, words_of

PROOF = ProofFacts(
    agency="Phường Đồng Tâm",
    award="Gia đình công dân số",
    unit="Tổ dân phố số 8",
    decision="Quyết định số 112/QĐ-UBND",
    shared=(("Danh hiệu", "“Gia đình công dân số”"), ("Họ tên người ký", "Nguyễn Ngọc Hà")),
    lines=(ProofLine(1, "Gia đình bà", "Đặng Thuỳ Dương", "Tổ dân phố số 8, phường Đồng Tâm"),),
    made_at="08:00 ngày 16/09/2022",
    code="1f2e3d4c",
    practice=False,
)
PAPERS = {
    "decision": Decision(replace(DECISION, awarded=awarded_of(3))),
    "submission letter": SubmissionLetter(SUBMISSION),
    "minutes": Minutes(MINUTES),
    "counting record": CountingRecord(COUNTING),
    "report of a household": AchievementReport(HOUSEHOLD_REPORT),
    "report of a collective": AchievementReport(COLLECTIVE_REPORT),
    "report of a person": AchievementReport(INDIVIDUAL_REPORT),
    "list of prizes": PrizeList(PRIZES),
    "posting notice": PostingNotice(NOTICE),
    "posting record": PostingRecord(RECORD),
    "list of the proposed": ListPaper(PROPOSED),
    "reports of two": AchievementReport(COLLECTIVE_REPORT, INDIVIDUAL_REPORT),
    "proof sheet": ProofSheet(PROOF),
    "calling list": CallingList(CEREMONY),
    "receipt list": ReceiptList(CEREMONY),
    "amendment": Amendment(LATER),
    "replacement": Replacement(LATER),
    "revocation": Revocation(LATER),
    "correcting letter": Correction(CORRECTION),
}


@cache
def pdf_of(name: str) -> bytes:
    return PAPERS[name].pdf()


@cache
def docx_of(name: str) -> bytes:
    return PAPERS[name].docx()


def said(name: str) -> str:
    return words_of(docx_of(name))


def changed(**changes) -> Decision:
    return Decision(replace(DECISION, **changes))


@pytest.mark.parametrize("name", PAPERS)
def test_word_says_what_the_pdf_says(name):
    assert said(name) == printed_words(PAPERS[name])


def test_both_files_of_one_layout_are_those_made_one_by_one():
    assert PAPERS["minutes"].pdf_and_docx() == (pdf_of("minutes"), docx_of("minutes"))


@pytest.mark.parametrize(
    ("name", "text", "size", "bold", "italic"),
    [
        ("decision", "QUYẾT ĐỊNH", 14, True, False),
        ("decision", "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM", 14, True, False),
        ("decision", "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15;", 14, False, True),
        ("decision", "QUYẾT ĐỊNH:", 14, True, False),
        ("decision", "CHỦ TỊCH", 14, True, False),
        ("decision", "Nguyễn Ngọc Hà", 14, True, False),
        ("decision", "Nơi nhận:", 12, True, True),
        ("decision", "- Như Điều 3;", 11, False, False),
        ("decision", "DANH SÁCH", 14, True, False),
        ("decision", "II. CÁ NHÂN", 13, True, False),
        ("submission letter", "PHƯỜNG ĐỒNG TÂM", 12, False, False),
        ("submission letter", "THI ĐUA - KHEN THƯỞNG", 12, True, False),
        ("submission letter", "TỜ TRÌNH", 14, True, False),
        ("submission letter", "Kính gửi: Chủ tịch Ủy ban nhân dân phường Đồng Tâm.", 14, False, False),
        ("minutes", "BIÊN BẢN", 14, True, False),
        ("minutes", "CHỦ TRÌ", 14, True, False),
        ("posting notice", "THÔNG BÁO", 14, True, False),
        ("posting record", "NGƯỜI CHỦ TRÌ", 14, True, False),
        ("report of a person", "BÁO CÁO TÓM TẮT THÀNH TÍCH", 14, True, False),
        ("list of the proposed", "DANH SÁCH", 14, True, False),
        ("list of the proposed", "Hội đồng đã thông qua danh sách sau:", 14, False, False),
    ],
)
def test_each_component_has_the_size_and_style_of_the_decree_in_both(name, text, size, bold, italic):
    pages = range(1, len(pages_of(pdf_of(name))) + 1)
    printed = {(p.size, p.font) for page in pages for p in pieces_of(pdf_of(name), page) if p.text == text}

    assert set_as(paragraph_of(docx_of(name), text)) == (size, bold, italic)
    face = "-Bold" * bold + "-Italic" * italic
    assert printed == {(size, face)}


# The decision


def test_a_decision_says_who_is_rewarded_by_count_and_in_words():
    text = said("decision")

    assert "Số: /QĐ-UBND Đồng Tâm, ngày tháng năm 2022 QUYẾT ĐỊNH Về việc tặng Giấy khen" in text
    assert (
        "Điều 1. Tặng Giấy khen của Chủ tịch Ủy ban nhân dân phường Đồng Tâm cho 05 (năm) tập thể, 03 (ba) cá nhân và "
        "03 (ba) hộ gia đình đã có thành tích xuất sắc trong phong trào thi đua “Chuyển đổi số” năm 2022 (có danh sách "
        "kèm theo). Điều 2. Tiền thưởng kèm theo Giấy khen được trích từ quỹ thi đua, khen thưởng của phường Đồng Tâm "
        "theo quy định hiện hành; tổng số tiền thưởng là 4.940.000 đồng (bằng chữ: Bốn triệu chín trăm bốn mươi nghìn "
        "đồng). Điều 3. Chánh Văn phòng HĐND và UBND phường, Trưởng phòng Kinh tế, Hạ tầng và Đô thị và các tập thể, "
        "cá nhân, hộ gia đình có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
    ) in text


def test_the_list_is_an_annex_on_a_page_of_its_own_in_both():
    pages = pages_of(pdf_of("decision"))

    (start,) = [number for number, page in enumerate(pages) if "DANH SÁCH Các tập thể" in page]
    assert start == 1
    assert "Nguyễn Ngọc Hà" in pages[0]
    assert paragraph_of(docx_of("decision"), "DANH SÁCH").paragraph_format.page_break_before


def test_the_annex_of_a_signed_decision_names_its_number_and_day_and_no_mark_is_left():
    paper = changed(letter=replace(DECISION.letter, **SIGNED), awarded=awarded_of(1))

    text = words_of(paper.docx())

    assert "Số: 112/QĐ-UBND Đồng Tâm, ngày 15 tháng 9 năm 2022" in text
    assert "(Kèm theo Quyết định số 112/QĐ-UBND ngày 15 tháng 9 năm 2022 của Chủ tịch Ủy ban nhân dân" in text
    assert "DỰ THẢO" not in opened(paper.docx()).sections[0].first_page_header.paragraphs[0].text


def test_where_nothing_is_paid_no_article_and_no_column_speak_of_money():
    text = words_of(changed(awarded=awarded_of(2, prize=None)).docx())

    assert "Tiền thưởng" not in text
    assert "Mức thưởng" not in text
    assert "Điều 2. Chánh Văn phòng" in text


def test_a_draft_without_anybody_says_so_and_does_not_fail():
    text = words_of(changed(awarded=AwardList()).docx())

    assert "cho 00 (không) trường hợp đã có thành tích xuất sắc" in text
    assert "Tiền thưởng" not in text


def test_a_title_is_recognised_and_only_the_kinds_there_are_get_a_part():
    given = replace(GIVEN, award="Gia đình công dân số", is_recognition=True)
    households = AwardList(households=(Awarded("Sùng A Chử", "Đạt", "Gia đình ông", "Tổ dân phố số 8"),))

    text = words_of(changed(given=given, awarded=households).docx())

    assert "Về việc công nhận “Gia đình công dân số” cho các hộ gia đình trong phong trào thi đua" in text
    assert "Điều 1. Công nhận 01 (một) hộ gia đình đạt “Gia đình công dân số” trong phong trào thi đua" in text
    assert "I. HỘ GIA ĐÌNH STT Gia đình ông/bà Địa chỉ Thành tích 1 Gia đình ông Sùng A Chử Tổ dân phố số 8 Đạt" in text
    assert "TẬP THỂ" not in text


def test_a_joint_decision_has_two_signature_blocks_the_first_issuer_on_the_right():
    paper = changed(letter=replace(DECISION.letter, issuers=(CHAIRMAN, FRONT)), awarded=awarded_of(1))

    word = opened(paper.docx())

    blocks = [cell.text.split("\n") for cell in word.tables[1].rows[0].cells]
    assert blocks == [
        ["TM. UBMTTQ PHƯỜNG", "CHỦ TỊCH", "Nguyễn Thị Kim Lý"],
        ["CHỦ TỊCH", "Nguyễn Ngọc Hà"],
    ]


def test_a_long_list_repeats_its_head_and_names_every_household_once():
    paper = changed(awarded=AwardList(households=awarded_of(90).households))

    pages, table = pages_of(paper.pdf()), opened(paper.docx()).tables[2]

    assert all("STT Gia đình ông/bà Địa chỉ Thành tích" in page for page in pages[1:])
    assert len(pages) > 3
    assert [row.cells[0].text for row in table.rows] == ["STT", *(f"{number}" for number in range(1, 91))]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[1:])


# The other papers


def test_a_submission_letter_puts_results_review_list_and_papers_before_the_chairman():
    text = said("submission letter")

    parts = ["Kính gửi: Chủ tịch", "I. KẾT QUẢ PHONG TRÀO", "II. KẾT QUẢ XÉT CỦA HỘI ĐỒNG", "III. DANH SÁCH ĐỀ NGHỊ"]
    parts += ["kính đề nghị Chủ tịch Ủy ban nhân dân phường Đồng Tâm tặng Giấy khen", "I. TẬP THỂ", "II. CÁ NHÂN"]
    parts += ["IV. HỒ SƠ KÈM THEO", "kính trình Chủ tịch Ủy ban nhân dân phường Đồng Tâm xem xét, quyết định./."]
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


def test_the_ward_stands_once_above_a_council_and_its_name_is_not_torn():
    assert SUBMISSION.letter.superior_lines == ["ỦY BAN NHÂN DÂN", "PHƯỜNG ĐỒNG TÂM"]
    assert SUBMISSION.letter.agency_lines == ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"]
    assert SUBMISSION.letter.agencies == "Hội đồng Thi đua - Khen thưởng phường Đồng Tâm"


def test_minutes_name_who_was_there_who_was_not_and_why_and_print_votes_with_one_decimal():
    text = said("minutes")

    assert "Hôm nay, vào hồi 14 giờ 00 phút, ngày 12 tháng 9 năm 2022, tại Phòng họp" in text
    assert "Có mặt 05/09 thành viên có quyền biểu quyết:" in text
    assert (
        "- Đồng chí Vàng A Páo – Trưởng Công an phường – Ủy viên Hội đồng: đi công tác (đã gửi ý kiến bằng văn bản);"
        in text
    )
    assert "1 Tổ dân phố số 8 Giấy khen 7 0 77,8 Đạt" in text
    assert "3 Gia đình ông Sùng A Chử Giấy khen 899 101 89,9 Không đạt" in text
    assert "kết thúc vào 16 giờ 30 phút cùng ngày. Biên bản được lập thành 02 (hai) bản" in text
    assert "THƯ KÝ Lô Thị Nga CHỦ TRÌ Nguyễn Ngọc Hà" in text


def test_minutes_of_a_meeting_that_is_not_over_leave_the_hour_open():
    text = words_of(Minutes(replace(MINUTES, ends_at=None, absent=())).docx())

    assert "kết thúc vào …… giờ …… phút cùng ngày" in text
    assert "4. Thành viên vắng mặt: không." in text


def test_a_counting_record_has_the_totals_of_the_ballots_and_its_committee_signs():
    text = said("counting record")

    assert "Ban kiểm phiếu gồm 03 (ba) đồng chí:" in text
    assert "- Số phiếu thu vào: 07; - Số phiếu hợp lệ: 06; - Số phiếu không hợp lệ: 01." in text
    assert text.index("THÀNH VIÊN Sùng Thị Chử") < text.index("TRƯỞNG BAN KIỂM PHIẾU Trần Văn Dũng")


@pytest.mark.parametrize(
    ("name", "opening", "merit"),
    [
        ("report of a household", "Họ và tên chủ hộ: SÙNG A CHỬ I. SƠ LƯỢC VỀ HỘ GIA ĐÌNH", "nỗ lực của gia đình"),
        ("report of a collective", "Tên tập thể đề nghị: TỔ DÂN PHỐ SỐ 8 I. SƠ LƯỢC ĐẶC ĐIỂM", "nỗ lực của tập thể"),
        ("report of a person", "UYÊN I. SƠ LƯỢC LÝ LỊCH 1. Ngày, tháng, năm sinh:", "nỗ lực của cá nhân"),
    ],
)
def test_an_achievement_report_opens_with_whom_it_is_about(name, opening, merit):
    text = said(name)

    assert opening in text
    assert merit in text


def test_what_nobody_has_written_yet_stays_open_for_a_pen():
    word = opened(docx_of("report of a household"))

    dotted = [p.text.split("\t")[0].strip() for p in word.paragraphs if "\t" in p.text]
    assert dotted == ["3. Điện thoại:", *[""] * 8]


def test_a_list_of_prizes_is_landscape_numbered_through_with_sums_and_the_total_in_words():
    word = opened(docx_of("list of prizes"))

    section, table = word.sections[0], word.tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    page = PdfReader(BytesIO(pdf_of("list of prizes"))).pages[0].mediabox
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert (round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)) == (297, 210)
    assert min(piece.left for piece in pieces_of(pdf_of("list of prizes"), 1) if piece.baseline > 60) >= 30 / 25.4 * 72
    assert [row[0] for row in rows] == ["STT", "A", "1", "2", "3", "4", "5", "B", "6", "7", "8", ""]
    assert rows[1][1::3] == ["Tập thể (05)", "3.800.000"]
    assert rows[-1][1::3] == ["Tổng cộng", "4.940.000"]
    assert "Bằng chữ: Bốn triệu chín trăm bốn mươi nghìn đồng." in said("list of prizes")


# Posting


def test_the_notice_says_who_hangs_until_when_and_how_to_object():
    text = said("posting notice")

    assert (
        "1. Danh sách niêm yết: 05 (năm) tập thể, 03 (ba) cá nhân và 03 (ba) hộ gia đình, có danh sách kèm theo. "
        "2. Thời gian niêm yết: 10 ngày, từ ngày 12/9/2022 đến hết 22/9/2022. "
        "3. Nơi niêm yết: Trụ sở Ủy ban nhân dân phường; Nhà văn hóa các tổ dân phố."
    ) in text
    assert "Thành tích" not in text


def test_the_code_on_the_notice_opens_the_public_page():
    assert read(picture_of(pdf_of("posting notice"), reduce=2)) == NOTICE.address


def test_a_list_of_sixty_households_starts_on_the_second_page():
    pages = pages_of(PostingNotice(replace(NOTICE, posted=awarded_of(60))).pdf())

    assert "DANH SÁCH Các tập thể" in pages[1]
    assert "Nguyễn Ngọc Hà" in pages[0]


def test_the_record_tells_each_objection_with_its_answer():
    text = said("posting record")

    assert "Đã nhận và trả lời 03 (ba) ý kiến: chấp nhận 01, không chấp nhận 02; 01 ý kiến nhận sau khi hết" in text
    assert "Chấp nhận. Đã xác minh là đúng. Đã rút khỏi danh sách." in text
    assert "Toàn danh sách Danh sách không ghi rõ địa chỉ. (điện thoại, nhận ngày 23/9/2022, sau thời gian" in text


def test_a_record_without_objections_says_so():
    text = words_of(PostingRecord(replace(RECORD, objections=(), withdrawn=())).docx())

    assert "không nhận được ý kiến nào về danh sách. III. KẾT QUẢ Danh sách đề nghị sau niêm yết gồm 05" in text

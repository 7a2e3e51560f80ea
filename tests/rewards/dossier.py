"""The dossier that the tests of award papers tell of: five collectives, three people, households as many as asked."""

from dataclasses import replace
from datetime import UTC, date, datetime

from rewards.documents.achievement_report import AchievementFacts, Previous, Reported
from rewards.documents.award_list import Awarded, AwardList, Given
from rewards.documents.ceremony_lists import CalledGroup, CalledOne, CeremonyFacts
from rewards.documents.decision import DecisionFacts
from rewards.documents.later_decisions import Change, Cited, CorrectionFacts, LaterFacts
from rewards.documents.letter import Issuer, Letter
from rewards.documents.list_paper import ListFacts
from rewards.documents.minutes import Attendee, CountingFacts, MinutesFacts
from rewards.documents.posting import NoticeFacts, Objected, RecordFacts
from rewards.documents.prize_list import PrizeFacts
from rewards.documents.submission_letter import SubmissionFacts
from rewards.documents.votes import Vote

CHAIRMAN = Issuer("ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM", "", "CHỦ TỊCH", "Nguyễn Ngọc Hà")
COUNCIL = Issuer(
    "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG PHƯỜNG ĐỒNG TÂM", "TM. HỘI ĐỒNG", "CHỦ TỊCH HỘI ĐỒNG", "Nguyễn Ngọc Hà"
)
GIVEN = Given(
    award="Giấy khen",
    granted_by="Chủ tịch Ủy ban nhân dân phường Đồng Tâm",
    movement="phong trào thi đua “Chuyển đổi số” năm 2022",
)
LONG = (
    "Có nhiều sáng kiến hướng dẫn người cao tuổi cài đặt, sử dụng dịch vụ công trực tuyến, thanh toán không dùng "
    "tiền mặt"
)
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15",
    "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ",
    "Xét đề nghị của Hội đồng Thi đua - Khen thưởng phường Đồng Tâm",
)


def letter_of(issuer: Issuer, code: str, *recipients: str, **changes) -> Letter:
    facts = {"place": "Đồng Tâm", "year": 2022, "draft": True, "practice": True}
    return Letter(issuers=(issuer,), code=code, recipients=recipients, **(facts | changes))


def awarded_of(households: int, prize: int | None = 380_000) -> AwardList:
    """The list with so many households; long and short names take turns."""
    names = ("Nguyễn Thị Hoà", "Sùng A Chử", "Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên")
    return AwardList(
        collectives=tuple(
            Awarded(f"Tổ dân phố số {number}", "93,3 % số hộ đạt “Gia đình công dân số”", prize=prize and 2 * prize)
            for number in range(1, 6)
        ),
        individuals=tuple(
            Awarded(name, LONG, "Bà", "Tổ trưởng Tổ công nghệ số cộng đồng, Tổ dân phố số 8", prize) for name in names
        ),
        households=tuple(
            Awarded(
                names[number % 3],
                "100 % thành viên đạt “Công dân số”",
                "Gia đình bà",
                f"Tổ dân phố số {number % 16 + 1}",
            )
            for number in range(households)
        ),
    )


DECISION = DecisionFacts(
    letter=letter_of(CHAIRMAN, "QĐ-UBND", "Như Điều 3", "Thường trực Đảng ủy, HĐND phường"),
    given=GIVEN,
    bases=BASES,
    awarded=awarded_of(40),
    executors=("Chánh Văn phòng HĐND và UBND phường", "Trưởng phòng Kinh tế, Hạ tầng và Đô thị"),
    fund="quỹ thi đua, khen thưởng của phường Đồng Tâm",
)
SIGNED = {"draft": False, "practice": False, "number": "112/QĐ-UBND", "dated_on": date(2022, 9, 15)}

COUNCIL_LETTER = letter_of(
    COUNCIL, "TTr-HĐTĐKT", "Như trên", "Các thành viên Hội đồng", superior="ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM"
)
SUBMISSION = SubmissionFacts(
    letter=COUNCIL_LETTER,
    given=GIVEN,
    addressed=("Chủ tịch Ủy ban nhân dân phường Đồng Tâm",),
    bases=BASES[1:3],
    results=("Đợt 1 có 1.393/1.408 hộ nộp phiếu chấm điểm; 1.197/1.420 hộ đạt “Gia đình công dân số” (84,3 %).",),
    review=("Ngày 12/9/2022 Hội đồng họp, có mặt 07/09 thành viên, biểu quyết thông qua danh sách đề nghị.",),
    awarded=awarded_of(3),
    papers=("Biên bản họp Hội đồng", "Báo cáo tóm tắt thành tích", "Bảng tổng hợp kết quả đợt 1"),
)

CHAIR = Attendee("Nguyễn Ngọc Hà", "Chủ tịch Ủy ban nhân dân phường", "Chủ tịch Hội đồng")
SECRETARY = Attendee("Lô Thị Nga", "Công chức Văn hóa - Xã hội", "Thư ký Hội đồng")
MEMBERS = tuple(
    Attendee(name, "Trưởng ban, ngành, đoàn thể phường", "Ủy viên Hội đồng")
    for name in ("Trần Văn Dũng", "Sùng Thị Chử", "Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên", "H'Hen Niê")
)
VOTES = (
    Vote("Tổ dân phố số 8", "Giấy khen", 7, 0, 9, True),
    Vote("Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên", "Giấy khen", 4, 2, 9, False, "01 thành viên không biểu quyết"),
    Vote("Gia đình ông Sùng A Chử", "Giấy khen", 899, 101, 1000, False),
)
MINUTES = MinutesFacts(
    letter=replace(COUNCIL_LETTER, code="BB-HĐTĐKT"),
    council="Hội đồng Thi đua - Khen thưởng phường Đồng Tâm",
    about="xét, đề nghị khen thưởng trong phong trào thi đua “Chuyển đổi số” năm 2022",
    starts_at=datetime(2022, 9, 12, 7, 0, tzinfo=UTC),
    ends_at=datetime(2022, 9, 12, 9, 30, tzinfo=UTC),
    place="Phòng họp Ủy ban nhân dân phường",
    chair=CHAIR,
    secretary=SECRETARY,
    members=9,
    present=(CHAIR, *MEMBERS),
    absent=(
        Attendee("Vàng A Páo", "Trưởng Công an phường", "Ủy viên Hội đồng", "đi công tác", wrote=True),
        Attendee("Lê Văn Hải", "Bí thư Đoàn phường", "Ủy viên Hội đồng"),
    ),
    guests=(),
    contents=("Thư ký báo cáo danh sách đề nghị khen thưởng và kết quả thẩm định hồ sơ.",),
    opinions=(),
    rules=(
        "Họp khi có mặt ít nhất 2/3 thành viên có quyền biểu quyết.",
        "Thông qua khi quá 1/2 số thành viên của Hội đồng đồng ý.",
    ),
    votes=VOTES,
    conclusions=("Hội đồng thông qua danh sách đề nghị gồm 01 (một) tập thể.",),
)
COUNTING = CountingFacts(
    letter=MINUTES.letter,
    council=MINUTES.council,
    about=MINUTES.about,
    starts_at=MINUTES.starts_at,
    place=MINUTES.place,
    counters=(MEMBERS[0], MEMBERS[1], SECRETARY),
    voters=7,
    given_out=7,
    returned=7,
    valid=6,
    invalid=1,
    rules=MINUTES.rules[1:],
    votes=VOTES,
)
UNIT = Issuer("TỔ DÂN PHỐ SỐ 8", "", "TỔ TRƯỞNG", "Trần Văn Dũng")
UNIT_LETTER = letter_of(UNIT, "BC-TDP", superior="ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM")
CONFIRMER = Issuer("", "", "XÁC NHẬN CỦA ỦY BAN NHÂN DÂN PHƯỜNG", "Nguyễn Ngọc Hà")
HOUSEHOLD_REPORT = AchievementFacts(
    letter=UNIT_LETTER,
    kind=Reported.HOUSEHOLD,
    name="Sùng A Chử",
    given=GIVEN,
    particulars=(("Địa chỉ", "Tổ dân phố số 8"), ("Số nhân khẩu", "04"), ("Điện thoại", "")),
    merits=("Cả 03 người thuộc diện chấm điểm đạt từ 90/100 điểm.\nGia đình hướng dẫn các hộ lân cận.", "", ""),
    previous=(),
    confirmer=CONFIRMER,
    reporter=Issuer("", "", "CHỦ HỘ", "Sùng A Chử"),
)
COLLECTIVE_REPORT = replace(
    HOUSEHOLD_REPORT,
    kind=Reported.COLLECTIVE,
    name="Tổ dân phố số 8",
    particulars=(("Địa điểm trụ sở chính", "Nhà văn hóa tổ dân phố số 8"), ("Những đặc điểm chính", "")),
    previous=(Previous(2021, "Giấy khen", "Quyết định số 15/QĐ-UBND ngày 10/01/2021 của Chủ tịch UBND phường"),),
    reporter=UNIT,
)
INDIVIDUAL_REPORT = replace(
    COLLECTIVE_REPORT,
    kind=Reported.INDIVIDUAL,
    name="Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên",
    particulars=(("Ngày, tháng, năm sinh", ""), ("Chức vụ, đơn vị công tác", "Tổ trưởng Tổ công nghệ số cộng đồng")),
    reporter=Issuer("", "", "NGƯỜI BÁO CÁO", "Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên"),
)
PRIZES = PrizeFacts(
    letter=DECISION.letter,
    given=GIVEN,
    awarded=awarded_of(2),
    signers=(
        Issuer("", "", "NGƯỜI LẬP", "Lô Thị Nga"),
        Issuer("", "", "KẾ TOÁN", "Hoàng Thị Mai"),
        CHAIRMAN,
    ),
)

NOTICE = NoticeFacts(
    letter=letter_of(CHAIRMAN, "TB-UBND", "Các nơi niêm yết tại mục 3", "Hội đồng Thi đua - Khen thưởng (để theo dõi)"),
    given=GIVEN,
    posted=awarded_of(3),
    plan="Kế hoạch số 86/KHPH-UBND ngày 06/8/2022",
    by_council=True,
    starts_on=date(2022, 9, 12),
    ends_on=date(2022, 9, 22),
    days=10,
    places=("Trụ sở Ủy ban nhân dân phường", "Nhà văn hóa các tổ dân phố"),
    contact=("Thường trực Thi đua - Khen thưởng phường Đồng Tâm, điện thoại 0216 3 852 000",),
    address="https://thidua.dongtam.example/niem-yet/0123456789abcdef0123456789abcdef/",
)
RECORD = RecordFacts(
    letter=letter_of(CHAIRMAN, "BB-UBND", "Như thành phần", draft=False, dated_on=date(2022, 9, 23)),
    given=GIVEN,
    posted=awarded_of(3),
    notice="Thông báo số 15/TB-UBND ngày 12/9/2022",
    starts_on=date(2022, 9, 12),
    ends_on=date(2022, 9, 22),
    places=NOTICE.places,
    held_at=datetime(2022, 9, 23, 1, 30, tzinfo=UTC),
    place="Trụ sở Ủy ban nhân dân phường",
    chair=CHAIR,
    secretary=SECRETARY,
    present=MEMBERS[:2],
    objections=(
        Objected(
            "Tổ dân phố số 2", date(2022, 9, 14), "Trực tiếp", "Tổ chưa họp lấy ý kiến các hộ.", False,
            "Tổ đã họp ngày 05/9/2022, có biên bản và chữ ký các hộ.",
        ),
        Objected(
            "Gia đình bà Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên", date(2022, 9, 20), "Đơn, thư",
            "Gia đình vi phạm quy định về nơi để rác.", True, "Đã xác minh là đúng.", "Đã rút khỏi danh sách.",
        ),
        Objected(
            "", date(2022, 9, 23), "Điện thoại", "Danh sách không ghi rõ địa chỉ.", False,
            "Danh sách ghi tổ dân phố theo quy định.", late=True,
        ),
    ),
    withdrawn=("Gia đình bà Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên",),
    standing="05 (năm) tập thể, 03 (ba) cá nhân và 02 (hai) hộ gia đình",
)  # fmt: skip
PROPOSED = ListFacts(
    letter=replace(COUNCIL_LETTER, code="DS-HĐTĐKT"),
    kind="DANH SÁCH",
    subject=f"Đề nghị {GIVEN.about(awarded_of(2))}",
    tables=tuple(awarded_of(2).tables()),
    opening=("Hội đồng đã thông qua danh sách sau:",),
    closing=("Danh sách này có 05 (năm) tập thể, 03 (ba) cá nhân và 02 (hai) hộ gia đình.",),
)
CEREMONY = CeremonyFacts(
    letter=DECISION.letter,
    name="Lễ tổng kết phong trào thi đua “Chuyển đổi số” năm 2022",
    when="8 giờ 30, ngày 20 tháng 9 năm 2022",
    place="Hội trường Ủy ban nhân dân phường",
    groups=(
        CalledGroup(1, "Cá nhân", "Giấy khen", (CalledOne(1, "Ông Lò Văn Xa", "Công chức", "0001/2022", 360_000),)),
        CalledGroup(
            2, "Hộ gia đình, Tổ dân phố số 8", "Giấy chứng nhận “Gia đình công dân số”",
            (
                CalledOne(2, "Gia đình bà Công Tằng Tôn Nữ Nguyễn Thị Phương Thảo Uyên", "Tổ dân phố 8", "0002/2022"),
                CalledOne(3, "Gia đình ông Sùng Páo", "Tổ dân phố số 8", "0003/2022"),
            ),
        ),
    ),
)  # fmt: skip

CITED = Cited("112/QĐ-UBND", date(2022, 9, 15), "Chủ tịch Ủy ban nhân dân phường Đồng Tâm")
LATER = LaterFacts(
    decision=DECISION,
    cited=CITED,
    reason="Ghi nhầm họ tên",
    changes=(
        Change(
            Awarded("Nguyễn Văn An", "Có thành tích xuất sắc", "Ông"), Awarded("Nguyễn Văn Ân", "Có thành tích", "Ông")
        ),
        Change(None, Awarded("Tổ dân phố số 14", "Có thành tích xuất sắc")),
    ),
)
CORRECTION = CorrectionFacts(
    letter=letter_of(CHAIRMAN, "UBND-VP", "Như trên"),
    cited=CITED,
    about="tặng Giấy khen cho các tập thể",
    reason="Sai phông chữ ở phần căn cứ",
    sentences=("Tại trang 1, phần căn cứ: trình bày lại bằng chữ nghiêng.",),
)

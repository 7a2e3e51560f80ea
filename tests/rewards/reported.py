"""The ward that the tests of reports tell of: three neighbourhoods, above, at and below the marks."""

from dataclasses import replace
from datetime import UTC, date, datetime

from rewards.documents.letter import Issuer, Letter
from rewards.documents.report_facts import CriterionLine, PlanFacts, ReportFacts, RuleFacts
from scoring.rules import UnitCount, UnitRules, rank_units

NBSP = "\u00a0"
WARD = Issuer("ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG TÂM", "TM. UBND PHƯỜNG", "CHỦ TỊCH", "Nguyễn Ngọc Hà")
FRONT = Issuer("ỦY BAN MẶT TRẬN TỔ QUỐC PHƯỜNG ĐỒNG TÂM", "TM. UBMTTQ PHƯỜNG", "CHỦ TỊCH", "Nguyễn Thị Kim Lý")
LETTER = Letter(
    issuers=(WARD, FRONT),
    place="Đồng Tâm",
    year=2022,
    code="BC-UBND",
    recipients=("TT UBND Thành phố", "Các Đ/c Bí thư chi bộ; Tổ trưởng TDP"),
    draft=True,
    practice=True,
)
PLAN = PlanFacts(
    ward="Phường Đồng Tâm",
    campaign_name="Phong trào thi đua “Chuyển đổi số” trên địa bàn phường Đồng Tâm năm 2022",
    number="86/KHPH-UBND",
    issued_on=date(2022, 8, 6),
    phase_name="Đợt 1 – Sơ kết",
    kind="interim",
    starts_on=date(2022, 8, 1),
    ends_on=date(2022, 8, 31),
    steps=(("Hộ tự chấm điểm", "31/8 – 4/9"), ("Nộp hồ sơ", "đến 24:00 ngày 8/9")),
    legal_bases=("Căn cứ Kế hoạch số 126/KH-UBND", "Thực hiện Thông báo kết luận số 86-TBKL/ĐU"),
)
RULES = RuleFacts(
    adult_age=18,
    reference_date=date(2022, 8, 31),
    member_rule="đạt từ 90/100 điểm",
    na_words="tính là chưa đạt",
    denominator_words="tất cả các hộ",
    member_title="Công dân số",
    household_title="Gia đình công dân số",
    unit_title="Tổ dân phố chuyển đổi số",
    household_percent=100,
    title_percent=90,
    award_percent=85,
    award_only_highest=True,
)
CRITERIA = (CriterionLine(1, "Internet", 1599, 1599), CriterionLine(5, "Cổng dịch vụ công", 1200, 1599))


def units_of(*rows, rules=RULES):
    """Ranked neighbourhoods from (label, households, with eligible, submitted, passing)."""
    counts = [UnitCount(f"dong-tam/{label}", f"Tổ dân phố số {label}", *numbers) for label, *numbers in rows]
    return tuple(
        rank_units(counts, UnitRules(rules.title_percent, rules.award_percent, rules.award_only_highest, "all"))
    )


def facts_of(*rows, rules=RULES, **changes):
    facts = ReportFacts(
        letter=LETTER,
        plan=PLAN,
        rules=rules,
        residents=6412,
        members=1920,
        passing_members=1599,
        units=units_of(*rows, rules=rules),
        criteria=CRITERIA,
        counted_at=datetime(2022, 9, 6, 3, 42, tzinfo=UTC),
    )
    return replace(facts, **changes)


FACTS = facts_of(("1", 1200, 1190, 1180, 1000), ("8", 120, 118, 118, 112), ("14", 100, 100, 95, 85))
MANY = facts_of(*[(f"{number}", 100, 100, 100, 100 - number) for number in range(1, 71)])

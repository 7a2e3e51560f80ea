"""The launching plan: the shipped file says what the signed paper says; a wrong one is refused, naming the place."""

import copy
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from emulation.choices import CampaignStatus, PhaseStatus, UnitKind
from emulation.models import AuditEntry, Campaign, Commitment, Phase, Unit
from emulation.plans import PlanError, check_plan, read_plan
from scoring.actions.plans import load_plan
from scoring.actions.practice import PLAN
from scoring.models import CriteriaSet, Criterion, ResultRules

# Copied from the signed paper, apart from the file that is tested.
CRITERIA = [
    "Công dân có sử dụng dịch vụ Internet đường truyền băng rộng cáp quang hoặc 4G.",
    "Công dân có máy tính bảng hoặc điện thoại thông minh.",
    "Công dân được tuyên truyền, hướng dẫn sử dụng các nền tảng, ứng dụng thanh toán trực tuyến: mua, bán online, trả "
    "tiền điện, tiền nước, cước viễn thông, thu, nộp học phí bằng hình thức không sử dụng tiền mặt, thanh toán điện "
    "tử, thanh toán số.",
    "Công dân được cài đặt và sử dụng nền tảng mua sắm trực tuyến: Voso, Postmart...",
    "Công dân có tài khoản trên Cổng dịch vụ công quốc gia.",
    "Công dân thực hiện nộp đảng phí; các loại quỹ; tiền ủng hộ cho chi bộ, tổ dân phố qua Số tài khoản ngân hàng của "
    "Chi bộ, Tổ dân phố.",
    "Công dân cài đặt và sử dụng các phương thức thanh toán không dùng tiền mặt vào: Nộp thuế, Trả tiền điện, tiền "
    "nước, cước viễn thông, viện phí, học phí, các phí, lệ phí thủ tục hành chính ...",
    "Công dân trong độ tuổi trưởng thành được cài đặt và sử dụng ứng dụng tiện ích như: Hồ sơ sức khỏe điện tử, VOV "
    "Bacsi24, Báo cháy 114, PC Covid - 19 ...",
    "Công dân được cấp căn cước công dân.",
    "Công dân được cấp mã định danh điện tử tích hợp hiển thị thông tin căn cước công dân, thẻ bảo hiểm y tế, thông "
    "tin giấy phép lái xe, thực hiện thông báo lưu trú...",
]
PLEDGES = """
Nguyễn Thị Hải, Hoàng Thị Thắm, Nguyễn Văn Thu, Nguyễn Kim Cương, Trần Văn Tý, Nguyễn Thị Thu Thanh,
Vũ Văn Mạnh, Lưu Thị Bích Liên, Sùng Thị Chử, Lô Thị Nga, Nguyễn Văn Lãnh, Hồ Thị Mai, Phạm Đức Phi, Trần Tế Quân,
Nguyễn Văn Cải, Bùi Thị Thuồng Mai, Ngô Kim Thanh, Đàm Quang Nghiêm, Nguyễn Quang Trung, Trần Thị Ngọc Lan,
Nguyễn Ngọc Thủ, Lê Thị Huỳnh Vân
"""
DROP = object()


@pytest.fixture
def shipped(db):
    """The campaign of the shipped file, whole."""
    return load_plan(read_plan(PLAN), by=None)


def wording(text):
    """The words of a criterion: capitals, spaces, hyphens and the way dots are set are not words."""
    return text.lower().replace("…", "...").replace(" ", "").replace("-", "")


def changed(plan, path, value):
    """The plan with another value at a path such as "phases.0.number"; DROP takes it away."""
    *way, last = path.split(".")
    plan = copy.deepcopy(plan)
    table = plan
    for step in way:
        table = table[int(step) if isinstance(table, list) else step]
    last = int(last) if isinstance(table, list) else last
    if value is DROP:
        del table[last]
    else:
        table[last] = value
    return plan


def load(plan):
    check_plan(plan)
    return load_plan(plan, by=None)


def short(value):
    """A plan with no more than two rows in any list."""
    if isinstance(value, dict):
        return {key: short(inner) for key, inner in value.items()}
    return [short(inner) for inner in value[:2]] if isinstance(value, list) else value


def paths_of(value, path=""):
    """The path of everything in a plan."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield f"{path}{key}"
        yield from paths_of(inner, f"{path}{key}.")


def outcome(plan):
    """What comes of loading a plan: the refusal, or "" when it was loaded; nothing of it is kept."""
    try:
        with transaction.atomic():
            load(plan)
            transaction.set_rollback(True)
    except PlanError as refusal:
        return str(refusal)
    return ""


# The shipped plan


def test_the_campaign_is_the_one_of_the_paper(shipped):
    assert (shipped.code, shipped.number, shipped.issued_on) == ("dong-tam-2022", "86/KHPH-UBND", date(2022, 8, 6))
    assert (shipped.place, shipped.year, shipped.status) == ("Đồng Tâm", 2022, CampaignStatus.DRAFT)
    assert (shipped.adult_age, shipped.reference_date, shipped.born_by) == (18, date(2022, 8, 31), date(2004, 8, 31))


def test_two_offices_issue_it_together(shipped):
    blocks = shipped.issuers.values_list("on_behalf", "signer_title", "signer_name")

    assert list(blocks) == [
        ("TM. UBND PHƯỜNG", "CHỦ TỊCH", "Nguyễn Ngọc Hà"),
        ("TM. UBMTTQ PHƯỜNG", "CHỦ TỊCH", "Nguyễn Thị Kim Lý"),
    ]


def test_sixteen_neighbourhoods_keep_their_numbers_without_13_and_17(shipped):
    labels = Unit.objects.below(shipped.ward).neighbourhoods().values_list("label", flat=True)

    assert list(labels) == [*map(str, range(1, 13)), "14", "15", "16", "18"]
    assert str(Unit.objects.get(code="dong-tam/to-18")) == "Tổ dân phố số 18"


def test_every_neighbourhood_has_its_front_board_and_its_digital_team(shipped):
    for neighbourhood in Unit.objects.neighbourhoods():
        below = neighbourhood.children.order_by("kind").values_list("kind", "name")
        assert list(below) == [
            ("digital_team", f"Tổ chuyển đổi số cộng đồng tổ dân phố số {neighbourhood.label}"),
            ("front_board", f"Ban công tác mặt trận {neighbourhood.label}"),
        ]


def test_the_ward_has_its_departments_its_front_and_six_organisations(shipped):
    own = Unit.objects.filter(parent=shipped.ward)

    assert own.filter(kind=UnitKind.DEPARTMENT).count() == 6
    assert own.filter(kind=UnitKind.MASS_ORGANISATION).count() == 6
    assert own.filter(kind=UnitKind.FRONT).count() == own.filter(kind=UnitKind.DIGITAL_TEAM).count() == 1
    assert Unit.objects.filter(parent=None).get() == shipped.ward


def test_nothing_of_the_shipped_plan_is_marked_as_practice_unless_asked(shipped):
    assert not Unit.objects.filter(is_practice=True).exists()


def test_ten_criteria_of_ten_points_stand_in_the_words_of_the_paper(shipped):
    criteria_set = CriteriaSet.objects.get(campaign=shipped, subject="resident")
    criteria = list(criteria_set.criteria.all())

    assert [(c.number, c.points) for c in criteria] == [(number, 10) for number in range(1, 11)]
    assert [wording(c.text) for c in criteria] == [wording(text) for text in CRITERIA]
    assert (criteria_set.levels.get().pass_mark, criteria_set.as_rules().full_marks()) == (90, 100)


def test_two_phases_have_the_dates_and_the_marks_of_the_paper(shipped):
    phases = shipped.phases.values_list("number", "kind", "starts_on", "ends_on", "is_peak", "status")

    assert list(phases) == [
        (1, "interim", date(2022, 8, 1), date(2022, 8, 31), True, PhaseStatus.PLANNED),
        (2, "final", date(2022, 9, 1), date(2022, 10, 31), False, PhaseStatus.PLANNED),
    ]


def test_title_and_award_are_two_marks_on_one_share(shipped):
    marks = ResultRules.objects.order_by("phase__number").values_list(
        "household_percent", "title_percent", "award_percent", "award_only_highest", "denominator"
    )

    assert list(marks) == [(100, 90, 85, True, "all"), (100, 90, 90, True, "all")]


def test_the_windows_of_the_steps_are_exact_moments_outside_the_dates_of_the_phase(shipped):
    steps = shipped.phases.get(number=1).steps.values_list("kind", "opens_at", "closes_at")

    assert list(steps) == [
        ("self_scoring", datetime(2022, 8, 30, 17, tzinfo=UTC), datetime(2022, 9, 4, 17, tzinfo=UTC)),
        ("collection", datetime(2022, 9, 3, 17, tzinfo=UTC), datetime(2022, 9, 7, 17, tzinfo=UTC)),
        ("submission", None, datetime(2022, 9, 8, 17, tzinfo=UTC)),
        ("review", None, None),
    ]


def test_before_the_ninth_of_september_is_until_24_00_of_the_eighth_in_ho_chi_minh(shipped):
    step = shipped.phases.get(number=1).steps.get(kind="submission")

    assert step.closes_at == datetime.fromisoformat("2022-09-09T00:00:00+07:00")
    assert step.last_day == date(2022, 9, 8)


def test_the_second_phase_has_no_steps_because_the_paper_sets_none(shipped):
    assert not shipped.phases.get(number=2).steps.exists()


def test_twenty_two_people_pledge_in_the_order_of_the_signed_list(shipped):
    pledges = list(shipped.commitments.all())

    assert [one.representative for one in pledges] == [name.strip() for name in PLEDGES.split(",")]
    assert [one.unit.kind for one in pledges] == [UnitKind.MASS_ORGANISATION] * 6 + [UnitKind.FRONT_BOARD] * 16
    assert str(pledges[-1]) == "Ban công tác mặt trận 18: Lê Thị Huỳnh Vân"
    assert pledges[-1].unit.code == "dong-tam/to-18/mat-tran"


def test_every_chapter_of_the_paper_is_there_in_its_order(shipped):
    chapters = dict.fromkeys(shipped.sections.values_list("chapter", flat=True))

    assert list(chapters) == ["purpose", "requirements", "subjects", "contents", "time", "awards", "organisation"]
    assert shipped.sections.filter(chapter="organisation").count() == 10


def test_the_misspellings_of_the_scan_are_not_in_the_file():
    text = PLAN.read_text(encoding="utf-8").lower()

    assert not [wrong for wrong in ("chuyên đổi số", "số tay", "đông tâm", "chủ trọng") if wrong in text]


def test_loading_leaves_its_trail(shipped):
    entry = AuditEntry.objects.get(verb="nạp kế hoạch")

    assert (entry.actor, entry.after) == ("hệ thống", {"number": "86/KHPH-UBND", "phases": 2})


# Loading again, and beside what is there


def test_loading_twice_is_refused_and_changes_nothing(campaign, plan):
    before = (Unit.objects.count(), Phase.objects.count(), Commitment.objects.count())

    with pytest.raises(PlanError, match="“dong-tam-2022” đã có trong cổng"):
        load(plan)

    assert (Unit.objects.count(), Phase.objects.count(), Commitment.objects.count()) == before


def test_the_next_campaign_of_the_same_ward_uses_its_units(campaign, plan):
    before = Unit.objects.count()

    again = load(changed(plan, "campaign.code", "dong-tam-2023"))

    assert (again.ward, Unit.objects.count()) == (campaign.ward, before)


def test_a_neighbourhood_with_a_letter_keeps_its_label_and_its_front_board(db, plan):
    plan = changed(plan, "neighbourhoods.labels", ["1", "8", "8A"])

    load(changed(plan, "commitments.front_boards", {"8A": "Lô Thị Nga"}))

    assert Unit.objects.get(label="8A").code == "dong-tam/to-8a"
    assert Commitment.objects.get(representative="Lô Thị Nga").unit.code == "dong-tam/to-8a/mat-tran"


def test_a_name_may_hold_braces_of_its_own(db, plan):
    load(changed(plan, "neighbourhoods.name", "Tổ {label} {cũ}"))

    assert str(Unit.objects.get(code="dong-tam/to-8")) == "Tổ 8 {cũ}"


# Refused plans


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("campaign", DROP, "Tệp kế hoạch thiếu mục [campaign]."),
        ("issuers", [], "Tệp kế hoạch thiếu mục [issuers]."),
        ("campaign.number", DROP, "Mục [campaign] thiếu “number”."),
        ("campaign.year", "2022", "Mục [campaign]: “year” phải là một số nguyên."),
        ("campaign.adult_age", True, "Mục [campaign]: “adult_age” phải là một số nguyên."),
        ("campaign.issued_on", "06/8/2022", "Mục [campaign]: “issued_on” phải là một ngày, dạng 2022-08-31."),
        ("campaign.titel", "Phong trào", "Mục [campaign] có “titel” mà cổng không hiểu. Hãy so với tệp mẫu."),
        (
            "campaign.ward",
            "dong-tan",
            "Mục [units] dong-tam: đơn vị không thuộc dong-tan, đơn vị tổ chức ",
        ),
        ("issuers.1.signer_name", DROP, "Mục [issuers] thứ 2 thiếu “signer_name”."),
        ("issuers", {"agency": "UBND"}, "Mục [issuers] phải là một danh sách."),
        ("issuers.0", "UBND", "Mục [issuers] thứ 1 phải là một bảng."),
        ("neighbourhoods.labels", [1, 2], "Mục [neighbourhoods]: “labels” thứ 1 phải là một đoạn chữ trong ngoặc kép."),
        ("neighbourhoods.labels", [], "Mục [neighbourhoods] thiếu “labels”."),
        ("units.3.kind", "văn phòng", "Mục [units] dong-tam/ke-toan, “kind”: "),
        ("units.3.code", "dong-tan/ke-toan", "Mục [units] dong-tan/ke-toan: đơn vị không thuộc dong-tam, "),
        ("units.3.code", "dong-tam/kế-toán", "Mục [units] dong-tam/kế-toán, “code”: Mã chỉ gồm chữ thường không dấu"),
        ("sections.4.chapter", "khác", "Mục [sections] thứ 5, “chapter”: "),
        ("phases.0.award_percent", DROP, "Mục [phases] thứ 1 thiếu “award_percent”."),
        ("phases.0.award_percent", 101, "Mục [results] của đợt 1, “award_percent”: "),
        ("phases.0.ends_on", date(2022, 7, 31), "Mục [phases]: Đợt 1: ngày kết thúc 31/07/2022 trước ngày bắt đầu"),
        ("phases.1.number", 1, "Mục [phases] số 1: Phong trào đã có đợt mang số này."),
        ("phases.0.steps.0.last_day", "4/9", "Mục [phases] thứ 1: “steps” thứ 1: “last_day” phải là một ngày, dạng"),
        ("phases.0.steps.0.last_day", date(2022, 8, 1), "Mục [phases]: Đợt 1, bước 1 “Hộ tự chấm điểm” đóng ngày"),
        ("phases.0.steps.0.kind", "khác", "Mục [phases] số 1, bước 1, “kind”: "),
        ("criteria.items", [], "Mục [criteria] thiếu “items”."),
        ("criteria.items.7.text", DROP, "Mục [criteria]: “items” thứ 8 thiếu “text”."),
        ("criteria.items.7.label", "Quá dài " * 6, "Mục [criteria] tiêu chí 8, “label”: "),
        ("criteria.na_policy", "có", "Mục [criteria], “na_policy”: "),
        ("results.denominator", "khác", "Mục [results] của đợt 1, “denominator”: "),
        ("results.title_percent", 0, "Mục [results] của đợt 1, “title_percent”: "),
        ("commitments.organisations.0.unit", DROP, "Mục [commitments]: “organisations” thứ 1 thiếu “unit”."),
        ("commitments.front_boards", ["Lô Thị Nga"], "Mục [commitments]: “front_boards” phải là một bảng."),
        ("comitments", {}, "Tệp kế hoạch có “comitments” mà cổng không hiểu. Hãy so với tệp mẫu."),
    ],
)
def test_a_wrong_plan_is_refused_naming_the_place_and_saves_nothing(db, plan, path, value, sentence):
    with pytest.raises(PlanError) as refusal:
        load(changed(plan, path, value))

    assert str(refusal.value).startswith(sentence)
    assert not any(model.objects.exists() for model in (Campaign, Unit, Criterion, AuditEntry))


@pytest.mark.parametrize("value", [DROP, -1, 1.5, "", "chữ", True, [], ["chữ"], [{"lạ": 1}], {}, {"lạ": 1}])
def test_whatever_stands_anywhere_in_a_plan_nothing_comes_of_it_but_a_campaign_or_a_sentence(db, plan, value):
    plan = short(plan)
    plan["criteria"]["pass_mark"] = 20  # of the two criteria that are left

    outcomes = [outcome(changed(plan, path, value)) for path in paths_of(plan)]

    assert "" in outcomes or not isinstance(value, str)
    assert all(words == "" or words.startswith(("Mục [", "Tệp kế hoạch ")) for words in outcomes)
    assert not [words for words in outcomes if "__all__" in words]


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    file = tmp_path / "ke-hoach.toml"
    file.write_text("[campaign\ncode = ", encoding="utf-8")

    with pytest.raises(PlanError, match=r"Tệp ke-hoach\.toml không đúng dạng TOML"):
        read_plan(file)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "ke-hoach.toml"
    file.write_bytes("name = 'Đồng Tâm'".encode("utf-16"))

    with pytest.raises(PlanError, match="mã UTF-8"):
        read_plan(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(PlanError, match=r"Không đọc được tệp kế hoạch ke-hoach\.toml\."):
        read_plan(tmp_path / "ke-hoach.toml")


# The command


def test_the_command_loads_a_plan_in_the_name_of_a_person(django_user_model):
    django_user_model.objects.create_user("admin")
    out = StringIO()

    call_command("load_plan", PLAN, by="admin", stdout=out)

    assert out.getvalue().startswith("Đã nạp phong trào dong-tam-2022: ")
    assert AuditEntry.objects.get(verb="nạp kế hoạch").actor == "admin"


def test_the_command_refuses_in_words(django_user_model, tmp_path):
    django_user_model.objects.create_user("admin")

    with pytest.raises(CommandError, match="Không có tài khoản “ai-do”"):
        call_command("load_plan", PLAN, by="ai-do")
    with pytest.raises(CommandError, match="Không đọc được tệp kế hoạch"):
        call_command("load_plan", tmp_path / "khong-co.toml", by="admin")

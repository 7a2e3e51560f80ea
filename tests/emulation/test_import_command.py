"""`manage.py import_households`: what it prints, what it saves, and when it ends well."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from emulation.models import AuditEntry, Household, Member
from emulation.queries.imports import plan_import
from emulation.queries.kept_lists import judge_workbook
from scoring.actions.phases import close_phase, reopen_phase
from tests.workbooks import family, person, workbook


@pytest.fixture
def run(campaign, clerk, tmp_path):
    """Runs the command on rows or bytes: (exit code, standard output, standard error)."""

    def call(*rows, content=None, by=clerk.username, code=campaign.code, file=None, **options):
        path = tmp_path / "danh-sach.xlsx"
        path.write_bytes(workbook(*rows) if content is None else content)
        out, err, exit_code = StringIO(), StringIO(), 0
        try:
            call_command(
                "import_households", str(file or path), campaign=code, by=by, stdout=out, stderr=err, **options
            )
        except SystemExit as end:
            exit_code = end.code
        return exit_code, out.getvalue(), err.getvalue()

    return call


@pytest.fixture
def answer(run):
    """The exit code and what --json printed."""

    def call(*rows, **options):
        exit_code, out, err = run(*rows, json=True, **options)
        assert err == ""
        return exit_code, json.loads(out)

    return call


def test_a_clean_list_is_saved_and_counted(answer, clerk):
    assert answer(*family()) == (0, {"saved": 3, "errors": [], "warnings": []})
    assert Member.objects.count() == 3
    assert AuditEntry.objects.latest("pk").actor_id == clerk.pk


def test_the_same_list_again_saves_nobody_and_ends_well(answer):
    answer(*family())

    assert answer(*family()) == (0, {"saved": 0, "errors": [], "warnings": []})


def test_only_new_and_changed_members_are_counted(answer):
    answer(*family())

    _, printed = answer(*family(), person(name="Sùng Thị Mỷ", relation="Con", gender="Nữ", birth="1997"))

    assert printed["saved"] == 1


def test_an_error_is_printed_with_row_and_column_and_nothing_is_saved(answer):
    exit_code, printed = answer(*family(), person(code="T08-002", birth="31/02/1990"))

    assert exit_code == 1
    assert printed["saved"] == 0
    assert printed["errors"] == [
        {
            "row": 5,
            "column": "Ngày sinh",
            "message": "“31/02/1990” không phải là ngày có thật. "
            "Hãy ghi dạng ngày/tháng/năm, ví dụ 05/8/1990, hoặc chỉ năm sinh.",
        }
    ]
    assert not Household.objects.exists()


def test_a_warning_is_printed_and_the_list_is_saved(answer):
    exit_code, printed = answer(person(phone=912345678))

    assert (exit_code, printed["saved"]) == (0, 1)
    assert [(warning["row"], warning["column"]) for warning in printed["warnings"]] == [(2, "Số điện thoại")]


def test_a_dry_run_ends_well_but_saves_nothing(answer):
    exit_code, printed = answer(*family(), dry_run=True)

    assert (exit_code, printed["saved"], printed["errors"]) == (0, 0, [])
    assert not Household.objects.exists()


def test_a_dry_run_with_errors_ends_badly(answer):
    exit_code, printed = answer(person(gender="x"), dry_run=True)

    assert (exit_code, len(printed["errors"])) == (1, 1)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"content": b"%PDF-1.7"}, "PDF"),
        ({"content": b""}, "Tệp rỗng"),
        ({"file": "/khong/co/tep.xlsx"}, "Không đọc được tệp"),
        ({"code": "khong-co"}, "“khong-co”"),
        ({"by": "khong-co"}, "“khong-co”"),
    ],
)
def test_what_concerns_the_whole_file_has_no_row_and_no_column(answer, given, says):
    exit_code, printed = answer(*family(), **given)

    (error,) = printed["errors"]
    assert (exit_code, error["row"], error["column"]) == (1, None, None)
    assert says in error["message"]


def test_a_file_over_the_limit_is_not_even_read(answer, settings):
    settings.WORKBOOK_MAX_BYTES = 100

    assert "quá mức" in answer(*family())[1]["errors"][0]["message"]


def test_only_the_office_of_the_ward_may_be_named_as_the_one_who_imports(answer, officer_of, chairman):
    for person_in_charge in (officer_of("8"), chairman):
        exit_code, printed = answer(*family(), by=person_in_charge.username)

        assert exit_code == 1
        assert "không có quyền" in printed["errors"][0]["message"]
    assert not Household.objects.exists()


def test_a_disabled_account_imports_nothing(answer, clerk):
    clerk.is_active = False
    clerk.save()

    assert answer(*family())[0] == 1


def test_in_words_it_tells_what_was_saved(run):
    exit_code, out, err = run(*family())

    assert (exit_code, err) == (0, "")
    assert out == (
        "Đã lưu: 1 hộ mới, 0 hộ thay đổi, 0 hộ giữ nguyên; 3 người mới, 0 người thay đổi, 0 người giữ nguyên.\n"
    )


def test_in_words_it_tells_where_the_errors_are(run):
    exit_code, out, err = run(person(gender="x"))

    assert (exit_code, out) == (1, "")
    assert "Hàng 2, cột Giới tính: “x” không phải là giới tính. Hãy ghi Nam hoặc Nữ." in err
    assert "Chưa lưu gì: có 1 điều cần sửa." in err


# Who people are, once results are closed


LOCKED = (
    "Đợt 1 – Sơ kết đã chốt nên {} không đổi qua tệp được. Hãy ghi trong tệp như trong cổng; "
    "nếu cổng sai, hãy gửi đề nghị đính chính ở trang của hộ."
)
NGA = {"name": "Lô Thị Nga", "relation": "Vợ", "birth": "1971", "gender": "Nữ"}


@pytest.fixture
def closed(answer, phase, standing):
    """The family in the registry, and phase 1 closed."""
    answer(*family())
    return close_phase(phase, by=standing)


@pytest.mark.parametrize(
    ("wrong", "column", "words"),
    [
        ({"name": "Lô Thị Ngà"}, "Họ và tên", "họ tên của Lô Thị Nga"),
        ({"birth": "05/8/1971"}, "Ngày sinh", "ngày sinh của Lô Thị Nga"),
        ({"gender": "Nam"}, "Giới tính", "giới tính của Lô Thị Nga"),
        ({"relation": "Mẹ"}, "Quan hệ với chủ hộ", "quan hệ với chủ hộ của Lô Thị Nga"),
        ({"citizen_id": "015171000123"}, "Số CCCD", "số CCCD của Lô Thị Nga"),
        ({"relation": "Mẹ", "gender": "Nam"}, "Giới tính", "giới tính, quan hệ với chủ hộ của Lô Thị Nga"),
    ],
)
def test_after_the_closing_a_list_changes_nobody_known(answer, closed, wrong, column, words):
    before = list(Member.objects.order_by("pk").values())
    head, _, son = family()

    exit_code, printed = answer(head, person(**NGA | wrong), son)

    assert exit_code == 1
    assert printed == {
        "saved": 0,
        "errors": [{"row": 3, "column": column, "message": LOCKED.format(words)}],
        "warnings": [],
    }
    assert list(Member.objects.order_by("pk").values()) == before


def test_a_new_head_in_the_list_would_change_the_old_one(answer, closed):
    _, printed = answer(person(name="Sùng Thị Mỷ", gender="Nữ", birth="1997"))

    assert printed["errors"] == [
        {"row": 2, "column": "Quan hệ với chủ hộ", "message": LOCKED.format("quan hệ với chủ hộ của Sùng A Chử")}
    ]
    assert printed["saved"] == 0


def test_new_people_telephones_and_addresses_are_taken_in_at_any_time(answer, closed):
    rows = [person(address="Số 99", phone="0912 345 678"), person(**NGA)]
    rows.append(person(name="Sùng Thị Mỷ", relation="Con gái", gender="Nữ", birth="1997", address="Số 99"))

    exit_code, printed = answer(*rows)

    assert (exit_code, printed["saved"], printed["errors"]) == (0, 2, [])
    assert Household.objects.get().address == "Số 99"
    assert Member.objects.get(full_name="Sùng A Chử").phone == "0912345678"


def test_the_other_households_are_saved_without_the_one_held_back(answer, closed):
    rows = [person(gender="Nữ"), person(code="T08-002", name="Lê Văn Hải", birth="1970")]

    exit_code, printed = answer(*rows, accept_valid_rows=True)

    assert (exit_code, printed["saved"], len(printed["errors"])) == (0, 1, 1)
    assert Member.objects.get(full_name="Sùng A Chử").gender == "male"
    assert Household.objects.filter(code="T08-002").count() == 1


def test_once_a_phase_is_open_again_lists_put_people_right(answer, closed, phase, standing):
    reopen_phase(phase, "nhập bổ sung", by=standing)

    assert answer(person(), person(**NGA | {"name": "Lô Thị Ngà"}))[1]["errors"] == []
    assert Member.objects.filter(full_name="Lô Thị Ngà").count() == 1


def test_the_lock_is_asked_for_once_whatever_the_list(answer, closed, campaign):
    for number in range(2, 12):
        answer(person(code=f"T08-{number:03}"))

    def statements(numbers):
        rows = [person(code=f"T08-{number:03}", gender="Nữ") for number in numbers]
        judged = judge_workbook(workbook(*rows), campaign)
        with CaptureQueriesContext(connection) as queries:
            plan = plan_import(judged, campaign)
        assert len(plan.errors) == len(rows)
        return len(queries)

    assert statements(range(2, 3)) == statements(range(2, 12))

"""The results on every way out: the command for people and for programs, the workbook, the page; all say the same."""

import json
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from emulation.kit.vietnamese import percent
from emulation.models import Phase, User
from scoring.actions.practice import make_practice_ward


@pytest.fixture
def practice(db):
    """Phase 1 of the practice ward: 48 households in 16 neighbourhoods, mostly scored."""
    campaign, _ = make_practice_ward(households=48, seed=7)
    return Phase.objects.for_page().get(campaign=campaign, number=1)


@pytest.fixture
def small_ward(phase, make_household, score):
    """Neighbourhood 8 with 7 of 8 households passing, 14 with 1 of 2, 1 with none."""
    for number in range(8):
        home = make_household("8", f"Sùng A {number}", 1968)
        score(home, "1111111110" if number else "1111111100")
    score(make_household("14", "Lô Thị Nga", 1971, "Sùng Minh Đức", 2011))
    make_household("14", "Lê Văn Hải", 1970)
    return phase


# What the command says of the small ward.
LINES = [
    {
        "code": "dong-tam/to-8",
        "name": "Tổ dân phố số 8",
        "households": 8,
        "counted": 8,
        "passing": 7,
        "share": "87,5",
        "rank": 1,
        "title": False,
        "award_candidate": True,
        "missing_for_title": 1,
        "missing_for_award": 0,
    },
    {
        "code": "dong-tam/to-14",
        "name": "Tổ dân phố số 14",
        "households": 2,
        "counted": 2,
        "passing": 1,
        "share": "50,0",
        "rank": 2,
        "title": False,
        "award_candidate": False,
        "missing_for_title": 1,
        "missing_for_award": 1,
    },
    {
        "code": "dong-tam/to-1",
        "name": "Tổ dân phố số 1",
        "households": 0,
        "counted": 0,
        "passing": 0,
        "share": "0,0",
        "rank": 3,
        "title": False,
        "award_candidate": False,
        "missing_for_title": 0,
        "missing_for_award": 0,
    },
]


def results_as_json(code):
    out = StringIO()
    call_command("results", phase=code, json=True, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_prints_the_documented_shape(small_ward):
    data = results_as_json("dong-tam-2022/1")

    assert data == {"phase": "dong-tam-2022/1", "members": {"eligible": 10, "passing": 8}, "neighbourhoods": LINES}


def test_the_keys_of_the_printed_shape_keep_their_order(small_ward):
    data = results_as_json("dong-tam-2022/1")

    assert [*data] == ["phase", "members", "neighbourhoods"]
    assert " ".join(data["neighbourhoods"][0]) == (
        "code name households counted passing share rank title award_candidate missing_for_title missing_for_award"
    )


def test_the_command_prints_vietnamese_as_it_is_written(small_ward):
    out = StringIO()
    call_command("results", phase="dong-tam-2022/1", json=True, stdout=out)

    assert "Tổ dân phố số 8" in out.getvalue()


def test_the_command_prints_lines_for_people(small_ward):
    out = StringIO()
    call_command("results", phase="dong-tam-2022/1", stdout=out)

    assert [line.split() for line in out.getvalue().splitlines()] == [
        ["1", "Tổ", "dân", "phố", "số", "8", "7/8", "87,5", "%"],
        ["2", "Tổ", "dân", "phố", "số", "14", "1/2", "50,0", "%"],
        ["3", "Tổ", "dân", "phố", "số", "1", "0/0", "0,0", "%"],
    ]


@pytest.mark.parametrize(
    "code", ["dong-tam-2022/3", "dong-tam-2021/1", "dong-tam-2022", "", "dong-tam-2022/²", "1/99999999999"]
)
def test_an_unknown_phase_is_refused_naming_those_there_are(small_ward, code):
    with pytest.raises(CommandError) as refusal:
        call_command("results", phase=code, json=True)

    assert str(refusal.value) == (f"Không có đợt “{code}”. Các đợt trong cổng: dong-tam-2022/1, dong-tam-2022/2.")


def test_without_any_phase_the_command_says_so(db):
    with pytest.raises(CommandError, match="chưa có đợt nào"):
        call_command("results", phase="dong-tam-2022/1")


def workbook_of(client, phase):
    answer = client.get(reverse("scoring:results_workbook", args=[phase.campaign.code, phase.number]))
    return openpyxl.load_workbook(BytesIO(answer.content)).active


def test_the_workbook_says_what_the_command_says(practice, logged_in):
    sheet = workbook_of(logged_in(User.objects.get(username="clerk")), practice)
    header, *rows = sheet.iter_rows(values_only=True)

    lines = [dict(zip(header, row, strict=True)) for row in rows]

    assert [
        {
            "name": line["Tổ dân phố"],
            "households": line["Số hộ"],
            "counted": line["Số hộ tính tỷ lệ"],
            "passing": line["Số hộ đạt"],
            "share": f"{line['Tỷ lệ (%)']:.1f}".replace(".", ","),
            "rank": line["Hạng"],
            "title": line["Danh hiệu"] == "Tổ dân phố chuyển đổi số",
            "award_candidate": line["Đề nghị khen"] == "có",
            "missing_for_title": line["Còn thiếu để đạt danh hiệu (hộ)"],
            "missing_for_award": line["Còn thiếu để được khen (hộ)"],
        }
        for line in lines
    ] == [
        {key: value for key, value in unit.items() if key != "code"}
        for unit in results_as_json("dong-tam-2022/1")["neighbourhoods"]
    ]


def test_the_workbook_holds_numbers_as_numbers(small_ward, logged_in, clerk):
    best = next(workbook_of(logged_in(clerk), small_ward).iter_rows(min_row=2))

    assert [cell.data_type for cell in best[:7]] == ["n", "s", "n", "n", "n", "n", "n"]
    assert best[6].value == 87.5


def test_the_page_shows_what_the_command_prints(small_ward, logged_in, clerk):
    answer = logged_in(clerk).get(reverse("scoring:results", args=["dong-tam-2022", 1]))

    lines = [(line.result.count.code, line.result.rank, line.share) for line in answer.context["lines"]]
    assert lines == [
        (unit["code"], unit["rank"], unit["share"]) for unit in results_as_json("dong-tam-2022/1")["neighbourhoods"]
    ]


def test_every_printed_share_is_the_share_of_what_is_printed_beside_it(practice):
    for unit in results_as_json("dong-tam-2022/1")["neighbourhoods"]:
        assert unit["share"] == percent(unit["passing"], unit["counted"])

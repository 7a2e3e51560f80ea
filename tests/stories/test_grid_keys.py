"""Keys of the grid: as few as people and exceptions, none by accident, none by a QR reader."""

import random
import uuid

import pytest

from emulation.models import Household
from scoring.actions.paper_sheets import issue_sheets
from scoring.choices import SheetStatus
from scoring.models import MemberScore, PaperSheet, ScoreSheet
from tests.stories.grid import answers_of, open_sheet, press, saved

FULL = "1" * 10


@pytest.fixture
def pressed(page):
    """How many keys were pressed in the grid; a chord is one."""
    page.add_init_script(
        """addEventListener("keydown", ({ key }) => {
          if (!["Alt", "Control", "Shift"].includes(key)) sessionStorage.keys = Number(sessionStorage.keys ?? 0) + 1;
        }, true);"""
    )
    return lambda: int(page.evaluate("sessionStorage.keys ?? 0"))


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_a_sheet_takes_one_key_a_person_one_an_exception_and_one_to_finish(
    log_in, clerk, phase, household, make_household, pressed
):
    make_household("8", "Hoàng Văn Nhất", 1980)
    page = log_in(clerk)
    open_sheet(page, phase, household)
    before = pressed()

    press(page, "*", "*", "Alt+5", "Alt+0", "*", "*", "Control+Enter")
    page.get_by_role("heading", name="Hộ Hoàng Văn Nhất").wait_for()

    people, exceptions = 4, 2
    assert pressed() - before == people + exceptions + 1
    assert answers_of("Lô Thị Nga") == "1111011110"
    assert MemberScore.objects.filter(answers=FULL).count() == 3
    assert ScoreSheet.objects.get(household=household).status == SheetStatus.COMPLETE


def test_a_star_goes_on_only_from_the_row_it_filled_and_never_over_what_somebody_keyed(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    press(page, "Enter", "0")  # Lô Thị Nga, criterion 1

    press(page, "ArrowUp", "Home", "*", "*")  # fills the first row, then goes on and leaves the second one alone
    saved(page)
    assert focused(page) == "Lô Thị Nga, tiêu chí 1: chưa đạt"
    assert answers_of("Lô Thị Nga") == "0........."

    press(page, "*")
    saved(page)
    assert answers_of("Lô Thị Nga") == FULL
    assert MemberScore.objects.count() == 2


def test_a_key_held_down_fills_one_row(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    page.keyboard.down("*")
    page.keyboard.down("*")
    page.keyboard.down("*")
    page.keyboard.up("*")
    saved(page)

    assert MemberScore.objects.get().answers == FULL


class Model:
    """The grid as the table of keys says it, with no screen."""

    def __init__(self, people):
        self.rows, self.row, self.column = [["."] * 10 for _ in range(people)], 0, 0

    def press(self, key):
        row = self.rows[self.row]
        if key in ("Space", "1", "0"):
            row[self.column] = "0" if key == "0" else "1"
            self.column = min(9, self.column + 1)
        elif key == "Delete":
            row[self.column] = "."
            self.column = min(9, self.column + 1)
        elif key == "Shift+Space":
            row[:] = FULL
        elif key.startswith("Alt+"):
            self.column = (int(key[-1]) - 1) % 10
            row[self.column] = "0" if row[self.column] == "1" else "1"
        elif key == "Enter" and self.row + 1 < len(self.rows):
            self.row, self.column = self.row + 1, 0
        elif key.startswith("Arrow"):
            self.row = min(len(self.rows) - 1, max(0, self.row + {"ArrowUp": -1, "ArrowDown": 1}.get(key, 0)))
            self.column = min(9, max(0, self.column + {"ArrowLeft": -1, "ArrowRight": 1}.get(key, 0)))
        elif key in ("Home", "End"):
            self.column = 0 if key == "Home" else 9


KEYS = [
    *["Space", "1", "0"] * 8, "Delete", "Shift+Space", "Alt+3", "Alt+0", "Enter", "ArrowUp", "ArrowDown", "ArrowLeft",
    "ArrowRight", "Home", "End",
]  # fmt: skip


def test_a_hundred_random_ticks_are_in_the_database_as_they_were_keyed(log_in, clerk, phase, household):
    chance, model = random.Random(2022), Model(4)
    page = log_in(clerk)
    open_sheet(page, phase, household)
    ticks = 0

    while ticks < 100:
        key = chance.choice(KEYS)
        model.press(key)
        page.keyboard.press(key)
        ticks += key in ("Space", "1", "0")
    saved(page)

    people = household.members.eligible_for(phase.campaign).in_paper_order()
    stored = dict(MemberScore.objects.values_list("member", "answers"))
    assert [stored.get(one.pk, "." * 10) for one in people] == ["".join(row) for row in model.rows]


@pytest.fixture
def paper(phase, make_household):
    """The printed sheet of another household."""
    other = make_household("8", "Hoàng Văn Nhất", 1980)
    issue_sheets(phase, Household.objects.filter(pk=other.pk), batch=uuid.uuid4())
    return PaperSheet.objects.get(household=other)


def test_a_qr_reader_opens_the_next_sheet_and_ticks_nothing(log_in, clerk, phase, household, paper):
    page = log_in(clerk)
    open_sheet(page, phase, household)
    press(page, "*")

    page.keyboard.type(f"]Q1{page.base}/phieu/{paper.code}/")  # a reader that says what it is first
    press(page, "Enter")
    page.get_by_role("heading", name="Hộ Hoàng Văn Nhất").wait_for()

    assert answers_of("Sùng A Chử") == FULL
    assert MemberScore.objects.count() == 1


def test_a_typed_code_opens_its_sheet_and_an_unknown_one_says_so(log_in, clerk, phase, household, paper):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    press(page, "/")
    page.keyboard.type(paper.code.lower())
    press(page, "Enter")
    page.get_by_role("heading", name="Hộ Hoàng Văn Nhất").wait_for()

    page.locator("[data-find]").fill(f"{page.base}/phieu/CCCCCCCC5/")
    press(page, "Enter")
    page.get_by_text("Không có phiếu mang mã").wait_for()


def test_a_house_is_found_by_its_number(log_in, clerk, phase, household):
    page = log_in(clerk)
    open_sheet(page, phase, household)

    press(page, "/")
    page.keyboard.type("dien bien")
    press(page, "Enter")

    page.get_by_role("link", name="Sùng A Chử").wait_for()

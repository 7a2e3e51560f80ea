"""Invented people of the practice school, and what each of them had on which day; none of them can be a real one.

Made so that the smartphones of the plan's first target come to 52/60, 57/60 and 58/62 by themselves.
"""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from emulation.choices import Gender
from emulation.practice_names import KINH, family_line, full_name

POSITIONS = [
    ("Giáo viên", 41), ("Kế toán", 1), ("Văn thư", 1), ("Nhân viên y tế", 1), ("Cấp dưỡng", 7), ("Bảo vệ", 3),
    ("Nhân viên phục vụ", 4),
]  # fmt: skip
COMMITTEE = [("Vũ Thị Ngọc Bắc", "Hiệu trưởng"), ("Vũ Thị Mỹ", "Phó Hiệu trưởng"), ("Nguyễn Hồng Ngọc", "Giáo viên")]
NEWCOMERS = ["Giáo viên", "Giáo viên", "Giáo viên", "Cấp dưỡng", "Bảo vệ"]
MEN = {"Bảo vệ"}
PHONE, ACCOUNT, TRAINED, IDENTITY = 1, 2, 3, 4  # numbers of the items
AUTUMN, WINTER, SPRING = date(2022, 11, 20), date(2022, 12, 20), date(2023, 4, 3)
LAST_DAY, FIRST_DAY, NEW_YEAR = date(2023, 5, 31), date(2023, 9, 5), date(2023, 9, 15)
ON_LEAVE = 10  # the teacher whose leave runs from before the plan until the end of March 2023
LEAVE = (date(2022, 10, 1), date(2023, 3, 31))
LEAVING = [15, 25, 35, 60]  # three who have a smartphone and one who has none
BUTTON_PHONES = [45, 47, 49, 51, 53, 55, 58, 60]  # eight, of whom five get a smartphone before the New Year
NEW_SMARTPHONES = BUTTON_PHONES[:5]


@dataclass(frozen=True)
class PracticeStaff:
    """One person; the first 61 are there from the beginning, the others since September 2023."""

    full_name: str
    position: str
    born_on: date
    gender: str
    joined_on: date


def practice_staff(seed: int = 2022) -> list[PracticeStaff]:
    """The same people for the same seed, all with different names."""
    rng = Random(seed)
    posts = [post for post, count in POSITIONS for _ in range(count)]
    people = [PracticeStaff(name, post, born(rng), Gender.FEMALE, begun(rng)) for name, post in COMMITTEE]
    for post in [*posts, *NEWCOMERS]:
        people.append(invented(rng, post, {one.full_name for one in people}))
    old = len(people) - len(NEWCOMERS)
    return people[:old] + [replace(one, joined_on=FIRST_DAY) for one in people[old:]]


def invented(rng: Random, post: str, taken: set[str]) -> PracticeStaff:
    gender = Gender.MALE if post in MEN else Gender.FEMALE
    born_on = born(rng)
    while True:
        name, _ = full_name(rng, family_line(rng, KINH), gender, born_on.year)
        if name not in taken:
            return PracticeStaff(name, post, born_on, gender, begun(rng))


def born(rng: Random) -> date:
    return date(rng.randint(1965, 1997), rng.randint(1, 12), rng.randint(1, 28))


def begun(rng: Random) -> date:
    return date(rng.randint(2016, 2021), 9, 5)


def practice_answers(seed: int = 2022) -> list[tuple[date, dict[int, dict[int, str]]]]:
    """Day by day what was entered: person by place in the list, item by number, answer. Some are asked only later."""
    rng, first, newcomers = Random(seed), range(61), range(61, 66)
    there = [one for one in first if one != ON_LEAVE]
    autumn = {one: {PHONE: "0" if one in BUTTON_PHONES else "1", ACCOUNT: yes(rng, 70)} for one in there}
    winter = {one: {TRAINED: yes(rng, 85)} for one in there}
    for one in NEW_SMARTPHONES:
        winter[one] |= {PHONE: "1"}
    spring = {one: {ACCOUNT: "1"} for one in there if rng.random() < 0.6} | {ON_LEAVE: {PHONE: "1", ACCOUNT: "1"}}
    for one in rng.sample(there, 40):
        spring.setdefault(one, {})[IDENTITY] = yes(rng, 75)
    later = {one: {PHONE: "0" if one >= 64 else "1", ACCOUNT: yes(rng, 70)} for one in newcomers}
    return [(AUTUMN, autumn), (WINTER, winter), (SPRING, spring), (NEW_YEAR, later)]


def yes(rng: Random, percent: int) -> str:
    return "1" if rng.random() * 100 < percent else "0"

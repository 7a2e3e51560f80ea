"""What practice people go by: names of Kinh and the peoples of Yên Bái, awkward ones on purpose, addresses, numbers.

Telephone numbers lie in blocks that no network hands out, and the random part of every citizen id starts with 000.
Every bag is a text "item weight, item weight"; an item without a weight counts once, "∅" is an empty item.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, cycle, islice
from random import Random

from emulation.choices import Gender


@dataclass(frozen=True)
class Bag:
    """Words to draw from, the heavier ones more often."""

    items: tuple[str, ...]
    bounds: tuple[int, ...]

    def pick(self, rng: Random) -> str:
        return self.items[bisect_right(self.bounds, rng.random() * self.bounds[-1])]


def bag(text: str) -> Bag:
    pairs = re.findall(r"([^\d,]+?)\s*(\d*)(?:,\s*|$)", text)
    items = tuple("" if item == "∅" else item for item, _ in pairs)
    return Bag(items, tuple(accumulate(int(weight or 1) for _, weight in pairs)))


@dataclass(frozen=True)
class Given:
    """Middle and given names of one sex in one generation."""

    middle: Bag
    given: Bag


@dataclass(frozen=True)
class People:
    """How one people names its children: born before 1965, before 1995, and since."""

    households: int  # in 10.000
    families: Bag
    men: tuple[Given, Given, Given]
    women: tuple[Given, Given, Given]
    pattern: str = "{family} {middle} {given}"
    through_mother: bool = False
    mixes: bool = True


@dataclass(frozen=True)
class Line:
    """A people and a family name in it: what a child inherits."""

    people: People
    family: str


KINH_MEN = (
    Given(
        bag("Văn 40, Đình 5, Xuân 5, Đức 4, Hữu 4, Ngọc 4, Quang 3, Công 2, Trọng 2, Bá 2, Huy, Tế, Sỹ, Duy, ∅ 2"),
        bag(
            "Hùng 4, Bình 5, Thắng 4, Lợi 3, Mạnh 2, Chiến 3, Thành 4, Tiến 3, Vinh 3, Quang 2, Phú 2, Thuận 2, "
            "Sơn 3, Cải, Lãnh, Thu, Tý 2, Sửu, Dần 2, Mão, Thìn 2, Tỵ, Ngọ 2, Mùi 2, Thân, Dậu, Tuất, Hợi, Khoát, "
            "Nhượng, Nghị, Hòa 4, Toàn 2, Đạt, Hiển 2, Khải, Luận, Bẩy, Tám, Năm, Chính 2, Quý 2, Hải 3, Minh 3, Lý, "
            "Thỏa, Thụy, Hiếu, Định 2, Khanh, Ngôn, Thảo, Vượng, Trường, Phương, Hòe"
        ),
    ),
    Given(
        bag(
            "Văn 26, Đức 8, Quang 6, Mạnh 5, Xuân 4, Ngọc 4, Hữu 3, Việt 3, Tuấn 2, Anh 3, Trung 2, Thanh 3, Đình 2, ∅"
        ),
        bag(
            "Hùng 7, Dũng 7, Cường 7, Tuấn 8, Hải 6, Thắng 5, Sơn 5, Nam 5, Long 4, Hưng 4, Trung 5, Kiên 4, Toàn 4, "
            "Quân 4, Thành 5, Minh 4, Tùng 4, Đức 3, Hiếu 3, Việt 3, Tú 2, Huy 3, Linh, Hòa 3, Thủy, Duy 2, Khánh 2, "
            "Phi, Cương, Nghiêm, Chung 2, Thái 2, Giang 2, Hoàng 3, Tiến 3, Bắc, Trường 2, Luân, Hoàn, Đông 2"
        ),
    ),
    Given(
        bag(
            "Minh 8, Gia 7, Đức 7, Quang 5, Tuấn 4, Hoàng 5, Bảo 4, Anh 3, Duy 3, Nhật 4, Việt 3, Hải 2, Văn 4, "
            "Khánh 2, Đăng 3, Thành 2, Trần Minh, Hoàng Gia, Phạm Tuấn, Lê Nhật, Vũ Hải"
        ),
        bag(
            "Anh 6, Minh 5, Khôi 5, Khang 5, Phúc 5, Đăng 4, Bảo 4, Huy 5, Dũng 3, Nam 4, Kiên 3, Phong 4, Đạt 3, "
            "Quân 4, Hiếu 3, Long 4, Thịnh 3, Lâm 3, Bách 2, Hưng 3, Tùng 3, Sơn 2, Trí 2, Vũ 2, Hòa, Khoa 3, Thái, "
            "Tú, Việt 2"
        ),
    ),
)

KINH_WOMEN = (
    Given(
        bag("Thị 60, Thị Kim 3, Thị Ngọc 2, Thị Bích 2, Thị Hồng, Kim 2, Thị Thuồng, ∅ 2"),
        bag(
            "Lan 4, Hoa 5, Mai 4, Liên 4, Hải 2, Thắm 2, Nga 4, Tý 3, Sửu, Dần 2, Mão, Thìn, Tỵ, Ngọ, Mùi 3, Thân, "
            "Dậu, Bẩy 2, Tám, Năm 2, Nhàn 3, Hiền 4, Hòa 4, Tuyết 3, Loan 3, Vân 3, Yến 2, Oanh 2, Thơm 2, Xuân 3, "
            "Thu 3, Bình 3, Thanh 4, Minh 2, Nụ, Na, Mận, Mơ, Đào 2, Cúc 2, Sen 2, Gái 2, Lý 2, Tính, Chiến, Thoa 2, "
            "Nguyệt 2, Thủy 3, Hợi, Vượng, Nhung 2, Chắt, Rậu, Hảo, Ngọt, Thỏa"
        ),
    ),
    Given(
        bag(
            "Thị 40, Thị Thu 5, Thị Thanh 5, Thị Hồng 4, Thị Minh 3, Thị Kim 3, Thị Bích 3, Thị Ngọc 3, "
            "Thị Phương 2, Thị Mai 2, Thị Huyền, Thanh 3, Thu 3, Hồng 2, Phương, Lệ, Thúy 2"
        ),
        bag(
            "Hương 7, Hà 6, Hằng 6, Huyền 5, Hiền 5, Lan 5, Thủy 6, Thúy 4, Nga 4, Hạnh 4, Yến 4, Oanh 3, Nhung 4, "
            "Trang 5, Linh 4, Thảo 4, Phương 4, Loan 3, Dung 4, Vân 4, Liên 2, Hoa 4, Hòa 3, Hải 2, Mai 3, Ngọc 3, "
            "Thu 2, Hiệp, Thùy, Quyên 2, Ánh 2, Tuyết 2, Xuân, Lệ, Duyên 2, Chinh, Lý 2, Thoa, Giang 2, Bình, Tâm 2, "
            "Thắm, Quý"
        ),
    ),
    Given(
        bag(
            "Thị 10, Bảo 5, Khánh 5, Ngọc 6, Minh 5, Phương 5, Thùy 4, Thu 4, Hà 3, Gia 2, Quỳnh 3, Hải 2, Mai 2, "
            "Thanh 3, Thị Thu 2, Thị Ngọc 2, Thị Bảo, Trần Bảo, Hoàng Ngọc, Lê Khánh, Hoàng Thị Ngọc, Vũ Thị Minh, "
            "Diệu"
        ),
        bag(
            "Anh 8, Linh 7, Chi 5, Ngọc 5, Trang 5, Vy 4, Hân 4, Châu 4, Nhi 4, My 3, An 4, Hà 3, Thảo 4, Phương 4, "
            "Mai 3, Ly 2, Huyền 2, Hương 2, Ngân 4, Giang 3, Dương 2, Thư 3, Diệp 2, Uyên 2, Yến 2, Quỳnh 2, Trà, "
            "Thúy, Thủy 2, Như 2, Tú, Lam, Khuê, Ánh 2"
        ),
    ),
)

KINH = People(
    8300,
    bag(
        "Nguyễn 50, Trần 12, Phạm 8, Lê 8, Hoàng 5, Vũ 5, Đỗ 4, Bùi 4, Đặng 3, Ngô 2, Phan 2, Dương 2, Đinh 2, "
        "Lương 2, Hà 2, Đào 2, Đoàn, Trịnh, Mai, Cao, Tạ, Lưu, Đàm, Hồ, Phùng, Kiều, Chu, Vương, Quách, Tô, Khổng, "
        "Nghiêm, Bạch, Lã, Thân, Âu, Hán, Tống"
    ),
    KINH_MEN,
    KINH_WOMEN,
)

TAY = People(
    760,
    bag("Hoàng 9, Hà 7, Nông 6, Lương 5, Hứa 3, Ma 3, Bế 2, La 2, Sầm, Lộc, Trần 2, Nguyễn 2, Đàm 2, Lự"),
    (
        Given(bag("Văn 12, Đình, Kim, Ngọc, ∅"), bag("Páo, Kẻm, Chấn, Tiến, Thiện, Hành, Ứng, Sáng, Ngoan, Pẻn, Liêm")),
        *KINH_MEN[1:],
    ),
    (
        Given(bag("Thị 14, Thị Kim, ∅"), bag("Nọi, Ngần, Pềnh, Nhình, Lả, Liểu, Xiêm, Nga, Hoan, Sậu, Mến, Eng")),
        *KINH_WOMEN[1:],
    ),
)

NUNG = People(
    200,
    bag("Nông 7, Hoàng 5, Lục 4, Vi 3, Lý 2, Lèng 2, Hứa 2, Long 2, Chương, Triệu, Lù, Sầm"),
    TAY.men,
    TAY.women,
)

THAI = People(
    190,
    bag("Lò 9, Lô 5, Hà 5, Hoàng 5, Cầm 4, Đồng 2, Điêu 2, Sa 2, Vì 2, Quàng, Tòng, Cà, Lường 2"),
    (
        Given(bag("Văn 12, ∅"), bag("Inh, Ọi, Phanh, Pản, Chựa, Hặc, Khằm, Piềng, Ún, Páng, Muôn, Thương")),
        *KINH_MEN[1:],
    ),
    (
        Given(bag("Thị 12, ∅"), bag("Ính, Pành, Xôm, Ón, Hặc, Bua, Lả, Phương, Pâng, Xiến, Mo, Ngương")),
        *KINH_WOMEN[1:],
    ),
)

DAO_MEN = Given(
    bag("Văn 5, Tòn 3, Phúc 3, Kim 3, Tiến 3, Tài 2, Hữu 2, Thừa, Sành, ∅"),
    bag("Chòi, Pú, Khe, Sơn, Phấu, Quyên, Vạng, Nhị, Minh, An, Thanh, Lai, Liều, Pao, Hín, Quang, Chiêu, Vượng"),
)
DAO_WOMEN = Given(
    bag("Thị 6, Mùi 5, Tả 2, Lở 2, Ton, ∅"),
    bag("Mẩy, Pham, Mụi, Nái, Chài, Khé, Ghển, Liều, Nhậy, Phẩy, Lai, Xuân, Viện, Sính, Nhất, Coi"),
)
DAO = People(
    270,
    bag("Triệu 8, Lý 6, Bàn 6, Đặng 5, Phùng 3, Tẩn 2, Chảo 2, Dương"),
    (DAO_MEN, DAO_MEN, Given(DAO_MEN.middle, KINH_MEN[2].given)),
    (DAO_WOMEN, DAO_WOMEN, Given(bag("Thị 6, Mùi 2, Thu, Thanh"), KINH_WOMEN[2].given)),
)

MONG_MEN = Given(
    bag("A 12, Sống, Seo, Páo, Nhà, ∅"),
    bag(
        "Páo, Chư, Dơ, Lử, Tủa, Chu, Sinh, Dình, Nủ, Của, Khua, Lồng, Phềnh, Dê, Súa, Trừ, Vảng, Chớ, Tồng, Sang, Cang"
    ),
)
MONG_WOMEN = Given(
    bag("Thị 14, ∅"),
    bag("Chử, Mỷ, Dở, Dua, Mái, Ca, Pàng, Sầu, Mảy, Súa, Xua, Dợ, Sông, Ly, Say, Chía, Pà, Mao, Nhừ, Chù, Gầu"),
)
MONG = People(
    200,
    bag("Sùng 7, Giàng 8, Vàng 5, Lý 4, Thào 6, Hảng 5, Mùa 4, Cứ 2, Chang 2, Hờ 2, Phàng 2, Sồng, Vừ, Khang 2, Tráng"),
    (MONG_MEN, MONG_MEN, MONG_MEN),
    (MONG_WOMEN, MONG_WOMEN, MONG_WOMEN),
)

EDE_MEN = Given(bag("Y"), bag("Thông, Jut, Wăn, Bhin, Djăm, Moan, Nguê, Blik, Kuăn, Ngông, Ariăn, Sôl"))
EDE_WOMEN = Given(bag("H'"), bag("Hen, Wen, Juin, Bia, Linh, Mai, Ngăm, Zũ, Yên, Nhi, Duyên, Fun, Lan, Blă"))
EDE = People(
    40,
    bag("Niê 6, Êban 2, Mlô 3, Ayŭn, Kbuôr, Byă, Niê Kdăm 2"),
    (EDE_MEN, EDE_MEN, EDE_MEN),
    (EDE_WOMEN, EDE_WOMEN, EDE_WOMEN),
    pattern="{middle} {given} {family}",
    through_mother=True,
    mixes=False,
)

LONE_MEN = Given(bag("∅"), bag("Páo, Thắng, Nghị, Plin, Hải, Liêm, Ton, Sáng, Khăm, Tâm"))
LONE_WOMEN = Given(bag("∅"), bag("Mẩy, Lan, Nhàn, Bua, Chắt, Xuân, Hoa, Pành, Sen, Ngần"))
LONE = People(  # a single word, as some papers have it
    40,
    bag("∅"),
    (LONE_MEN, LONE_MEN, LONE_MEN),
    (LONE_WOMEN, LONE_WOMEN, LONE_WOMEN),
    mixes=False,
)

PEOPLES: tuple[People, ...] = (KINH, TAY, NUNG, THAI, DAO, MONG, EDE, LONE)

STREETS: tuple[str, ...] = (
    "Điện Biên",
    "Nguyễn Thái Học",
    "Đinh Tiên Hoàng",
    "Yên Ninh",
    "Lý Thường Kiệt",
    "Quang Trung",
    "Lê Lai",
    "Hoà Bình",
    "Hoàng Hoa Thám",
    "Trần Phú",
    "Kim Đồng",
    "Thành Công",
    "Trần Hưng Đạo",
    "Lê Hồng Phong",
    "Nguyễn Đức Cảnh",
    "Đại Đồng",
)

HOME_PROVINCE = "015"
OTHER_PROVINCES: tuple[str, ...] = ("036", "034", "025", "026", "001", "010", "008", "014")

TONE_ON_SECOND_VOWEL: dict[str, str] = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ỏe": "oẻ",
    "õe": "oẽ",
    "ọe": "oẹ",
    "ùy": "uỳ",
    "úy": "uý",
    "ủy": "uỷ",
    "ũy": "uỹ",
    "ụy": "uỵ",
}


def generation(birth_year: int) -> int:
    """0, 1, 2: the older, the middle, the younger names."""
    return (birth_year >= 1965) + (birth_year >= 1995)


def family_line(rng: Random, people: People, other_than: str = "") -> Line:
    """A line of this people; a spouse's is never the family's own (a strict rule among the Mông)."""
    family = people.families.pick(rng)
    while family and family == other_than:
        family = people.families.pick(rng)
    return Line(people, family)


def marrying_line(rng: Random, line: Line) -> Line:
    """The line of someone who marries in: mostly of the same people."""
    people = line.people
    if people.mixes and rng.random() < 0.12:
        mixing = [one for one in PEOPLES if one.mixes]
        people = rng.choices(mixing, [one.households for one in mixing])[0]
    return family_line(rng, people, other_than=line.family)


def full_name(rng: Random, line: Line, gender: Gender, birth_year: int, taken: Container[str] = ()) -> tuple[str, str]:
    """The whole name and its given part, which nobody in `taken` has (as far as twenty tries go)."""
    people = line.people
    names = (people.men if gender == Gender.MALE else people.women)[generation(birth_year)]
    for _ in range(20):
        middle, given = names.middle.pick(rng), names.given.pick(rng)
        words = [*line.family.split(), *middle.split(), given]
        if given not in taken and len(set(words)) == len(words):
            break
    name = people.pattern.format(family=line.family, middle=middle, given=given)
    return " ".join(name.split()).replace("' ", "'"), given


def respelt(name: str) -> str:
    """The same name as half of the country writes it: Hòa → Hoà, Thúy → Thuý."""
    return re.sub(r"\w\w\b", lambda end: TONE_ON_SECOND_VOWEL.get(end[0], end[0]), name)


def phone_numbers() -> Iterator[str]:
    """0300 00xxxx, 0500 00xxxx, …: 50.000 in an order without order, then again from the start."""
    blocks = ("0300", "0500", "0750", "0800", "0900")
    return (f"{blocks[(run + run // 10_000) % 5]}00{run * 7919 % 10_000:04}" for run in cycle(range(50_000)))


@dataclass(frozen=True)
class Numbers:
    """Hands out invented numbers, none of which can reach or name a real person."""

    phones: Iterator[str] = field(default_factory=phone_numbers)
    ids: Counter[str] = field(default_factory=Counter)

    def citizen_id(self, province: str, gender: Gender, year: int) -> str:
        """Province, century and sex, year, and 000xxx; "" when the thousand are used up."""
        stem = f"{province}{2 * (year >= 2000) + (gender == Gender.FEMALE)}{year % 100:02}"
        self.ids[stem] += 1
        return f"{stem}{self.ids[stem] * 619 % 1000:06}" if self.ids[stem] <= 1000 else ""


def _walk(rng: Random, street: str, reached: Counter[str]) -> Iterator[str]:
    """Houses as one passes them: a stretch of the street, the alley beside it, the next stretch."""
    while True:
        for _ in range(rng.randint(4, 10)):
            reached[street] += rng.choice((1, 2, 2, 3))
            yield f"Số {reached[street]}{'A' * (rng.random() < 0.04)}, đường {street}"
        alley, number = reached[street] + 1, 0
        for _ in range(rng.randint(3, 8)):
            number += rng.randint(1, 3)
            yield f"Số {number}, ngõ {alley}, đường {street}"


def addresses(rng: Random, label: str, count: int, reached: Counter[str]) -> list[str]:
    """Three streets of a neighbourhood; for one house in twenty the papers know no number."""
    streets = rng.sample(STREETS, 3)
    shares = [len(range(place, count, 3)) for place in range(3)]
    walks = [islice(_walk(rng, street, reached), share) for street, share in zip(streets, shares, strict=True)]
    walked = [house for walk in walks for house in walk]
    return [f"Tổ dân phố số {label}" if rng.random() < 0.05 else house for house in walked]

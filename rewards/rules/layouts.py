"""Certificate layouts as plain facts: their fields in millimetres, what is wrong with them, and the same as JSON.

Millimetres count from the left and the top edge of the paper, in steps of 0.1; sizes of letters are points.
"""

from dataclasses import asdict, dataclass, fields, replace
from itertools import combinations
from typing import Any

from emulation.kit.vietnamese import thousands

from ..choices import LayoutAlign, LayoutFont, LayoutMode, LayoutPrinted, LayoutSlot

SHORTEST, LONGEST = 90, 450  # mm, of a side of the paper
SMALLEST_SIZE, LARGEST_SIZE = 6, 72  # points
MOST_LINES = 6
MOST_FIELDS = 40
SHIFT = 30  # mm, the most a printer is out of place
STRETCH = (0.95, 1.05)
FEWEST_DOTS, GOOD_DOTS = 150, 300  # an inch: under the first a background looks coarse
DISTORTED = 0.02  # of the proportion: more than this would stretch a background visibly
MM = 25.4  # an inch
HAIR = 0.05  # mm, less than the step: what floats add

ONCE = [slot for slot in LayoutSlot if slot != LayoutSlot.FREE]
FIXED = {LayoutSlot.NATION, LayoutSlot.MOTTO, LayoutSlot.VERB, LayoutSlot.TITLE, LayoutSlot.FREE}
OPEN = {*FIXED, LayoutSlot.REGISTER}  # their words are printed even where the sheet says nothing, for a pen
PAPERS = {"A4": (297.0, 210.0), "A3": (420.0, 297.0)}


@dataclass(frozen=True)
class FieldFacts:
    """One field: what it prints, where, how, and how far a long text may give way."""

    slot: str
    x: float
    y: float
    width: float
    height: float
    size: float = 14
    smallest: float = 10
    lines: int = 1
    font: str = LayoutFont.SERIF
    bold: bool = False
    italic: bool = False
    caps: bool = False
    spacing: int = 0  # per cent of the size, between letters
    align: str = LayoutAlign.CENTER
    colour: str = "#1d2129"
    text: str = ""  # stands before what the sheet says
    printed: str = LayoutPrinted.ALWAYS

    @property
    def label(self) -> str:
        return self.text if self.slot == LayoutSlot.FREE and self.text else str(LayoutSlot(self.slot).label)

    def words(self, said: str) -> str:
        """What is printed where the sheet says this."""
        text = said if not self.text else f"{self.text} {said}".strip() if said or self.slot in OPEN else ""
        return text.upper() if self.caps else text


@dataclass(frozen=True)
class LayoutFacts:
    """One layout as it prints; `background` is the key of a kept picture."""

    name: str
    design: str
    mode: str
    width: float
    height: float
    fields: tuple[FieldFacts, ...]
    background: str = ""
    version: int = 1
    number: int = 0  # of the layout's row, 0 for one the portal ships

    @property
    def printed(self) -> tuple[FieldFacts, ...]:
        """The fields this layout prints, as its mode says."""
        left_out = {LayoutPrinted.NEVER} | ({LayoutPrinted.NOT_ON_STOCK} if self.mode == LayoutMode.STOCK else set())
        return tuple(field for field in self.fields if field.printed not in left_out)

    def as_data(self) -> dict[str, Any]:
        """The same as JSON, to be frozen with what is printed on it."""
        return asdict(self)


@dataclass(frozen=True)
class PrinterFacts:
    """How far a printer moves and stretches what it prints, turned round: what is added so that it comes out right."""

    name: str = ""
    x: float = 0  # mm to the right
    y: float = 0  # mm down
    scale_x: float = 1
    scale_y: float = 1


def layout_from(data: dict[str, Any]) -> LayoutFacts:
    """What `as_data` gave."""
    known = {field.name for field in fields(LayoutFacts)}
    told = {name: value for name, value in data.items() if name in known}
    return LayoutFacts(**told | {"fields": tuple(FieldFacts(**field) for field in data["fields"])})


def flaws(layout: LayoutFacts) -> list[str]:
    """What keeps a layout from being saved, as Vietnamese sentences."""
    found = [sentence for field in layout.fields for sentence in flaws_of(field, layout)]
    for slot in ONCE:
        if sum(field.slot == slot for field in layout.fields) > 1:
            found.append(f"Trường “{slot.label}” có hai dòng. Mỗi trường chỉ đặt một lần; hãy bỏ bớt một dòng.")
    if len(layout.fields) > MOST_FIELDS:
        found.append(f"Một mẫu có nhiều nhất {MOST_FIELDS} trường. Hãy bỏ bớt.")
    if layout.mode == LayoutMode.IMAGE and not layout.background:
        found.append("Mẫu dùng ảnh nền thì phải có ảnh. Hãy chọn tệp ảnh, hoặc chọn kiểu khác.")
    if not layout.printed:
        found.append("Mẫu không in trường nào. Hãy để ít nhất một trường được in.")
    return found


def flaws_of(field: FieldFacts, layout: LayoutFacts) -> list[str]:
    """The same of one field."""
    found = []
    right, bottom = field.x + field.width, field.y + field.height
    if right > layout.width + HAIR or bottom > layout.height + HAIR:
        found.append(
            f"Trường “{field.label}” ra ngoài giấy: đến {mm(right)} × {mm(bottom)} mm, "
            f"giấy chỉ {mm(layout.width)} × {mm(layout.height)} mm."
        )
    if field.smallest > field.size:
        found.append(f"Trường “{field.label}”: cỡ nhỏ nhất {field.smallest:g} lớn hơn cỡ chữ {field.size:g}.")
    if field.slot == LayoutSlot.FREE and not field.text:
        found.append("Một trường chữ tự do chưa có chữ. Hãy ghi chữ cần in, hoặc bỏ dòng này.")
    return found


def overlaps(layout: LayoutFacts) -> list[str]:
    """Fields that stand on each other, as warnings: a long text of one may run into the other."""
    return [
        f"Trường “{one.label}” và “{other.label}” đè lên nhau. Hãy xem thử với tên dài trước khi in."
        for one, other in combinations(layout.printed, 2)
        if one.x + one.width > other.x + HAIR
        and other.x + other.width > one.x + HAIR
        and one.y + one.height > other.y + HAIR
        and other.y + other.height > one.y + HAIR
    ]


def background_flaw(dots: tuple[int, int], width: float, height: float) -> str:
    """Why a picture of so many dots cannot lie behind paper of this size; "" where it can."""
    paper, picture = width / height, dots[0] / dots[1]
    if abs(picture / paper - 1) <= DISTORTED:
        return ""
    return (
        f"Ảnh {dots_words(*dots)} có tỷ lệ {ratio(picture)}, giấy {mm(width)} × {mm(height)} mm có tỷ lệ "
        f"{ratio(paper)}: ảnh sẽ bị méo. Hãy cắt ảnh cho đúng tỷ lệ, ví dụ {good_size(width, height)}."
    )


def background_doubt(dots: tuple[int, int], width: float) -> str:
    """What to say of a picture that would look coarse in print; "" where it would not."""
    inches = width / MM
    if dots[0] / inches >= FEWEST_DOTS:
        return ""
    good, least = thousands(round(inches * GOOD_DOTS)), thousands(round(inches * FEWEST_DOTS))
    return (
        f"Ảnh nền chỉ đạt {dots[0] / inches:.0f} điểm trên inch, in ra sẽ vỡ nét. Nên dùng ảnh rộng {good} điểm "
        f"({GOOD_DOTS} điểm trên inch), ít nhất {least} điểm."
    )


def good_size(width: float, height: float) -> str:
    """The dots a picture of this paper should have."""
    return dots_words(round(width / MM * GOOD_DOTS), round(height / MM * GOOD_DOTS))


def dots_words(across: int, down: int) -> str:
    return f"{thousands(across)} × {thousands(down)} điểm"


def mm(length: float) -> str:
    """A length as Vietnamese write it: 12,5."""
    return f"{length:.1f}".removesuffix(".0").replace(".", ",")


def ratio(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def resized(layout: LayoutFacts, width: float, height: float) -> LayoutFacts:
    """The same layout on paper of another size: every field keeps its share of the sheet, letters the smaller one."""
    if (width, height) == (layout.width, layout.height):
        return layout
    across, down = width / layout.width, height / layout.height
    grown = min(across, down)
    fields = tuple(
        replace(
            field,
            x=tenth(field.x * across),
            y=tenth(field.y * down),
            width=tenth(field.width * across),
            height=tenth(field.height * down),
            size=letters(field.size * grown),
            smallest=min(letters(field.smallest * grown), letters(field.size * grown)),
        )
        for field in layout.fields
    )
    return replace(layout, width=width, height=height, fields=fields)


def tenth(length: float) -> float:
    """Rounded down to what a layout is measured in, so that nothing grows over the edge."""
    return int(length * 10 + 0.0001) / 10


def letters(size: float) -> float:
    return min(LARGEST_SIZE, max(SMALLEST_SIZE, round(size * 2) / 2))


def differences(now: LayoutFacts, mine: LayoutFacts) -> list[str]:
    """What is recorded now beside what somebody typed meanwhile, as sentences."""
    found = [
        f"{label}: đang ghi “{of_now}”, bạn ghi “{of_mine}”."
        for label, of_now, of_mine in (
            ("Tên mẫu", now.name, mine.name),
            ("Nền giấy", LayoutMode(now.mode).label, LayoutMode(mine.mode).label),
            ("Khổ giấy", sides(now), sides(mine)),
        )
        if of_now != of_mine
    ]
    recorded, typed = by_label(now), by_label(mine)
    for label in recorded.keys() | typed.keys():
        theirs, own = recorded.get(label), typed.get(label)
        if theirs != own:
            found.append(f"{label}: đang ghi “{summary(theirs)}”, bạn ghi “{summary(own)}”.")
    return sorted(found)


def by_label(layout: LayoutFacts) -> dict[str, FieldFacts]:
    return {field.label: field for field in layout.fields}


def sides(layout: LayoutFacts) -> str:
    return f"{mm(layout.width)} × {mm(layout.height)} mm"


def summary(field: FieldFacts | None) -> str:
    """A field in a few words."""
    if field is None:
        return "không có"
    drawn = ", ".join(
        word for word, is_so in (("đậm", field.bold), ("nghiêng", field.italic), ("chữ hoa", field.caps)) if is_so
    )
    place = f"trái {mm(field.x)}, trên {mm(field.y)}, rộng {mm(field.width)}, cao {mm(field.height)} mm"
    told = [place, f"cỡ {mm(field.size)}–{mm(field.smallest)}", f"{field.lines} dòng", drawn, field.colour, field.text]
    return "; ".join(word for word in [*told, LayoutPrinted(field.printed).label.lower()] if word)

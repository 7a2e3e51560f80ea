"""Reading WeasyPrint's boxes: lengths in points, letters, shapes, and a refusal of what Word would show otherwise."""

from dataclasses import dataclass

from .parts import Letters, NotInWord, Shape

POINT = 0.75  # points in a CSS pixel
NATURAL_LINE = 1.149  # of Times New Roman, in sizes: what Word calls a single line
SIDES = ("top", "left", "bottom", "right")
ALIGN = {"start": "left", "left": "left", "justify": "justify", "center": "center", "end": "right", "right": "right"}


@dataclass(frozen=True)
class Frame:
    """Where blocks stand: a page's text area or the inside of a cell."""

    x: float
    width: float


class Boxes:
    """The boxes of a laid-out document by their element, the first one where an element runs over several pages."""

    def __init__(self, document):
        self.found, self.pages, self.running = {}, {}, set()
        for page in document.pages:
            box = page._page_box
            self.pages.setdefault(box.page_type.name, box)
            for inner in box.descendants():
                self.found.setdefault((inner.element, inner.element_tag), inner)
            self.running |= {mark for _, mark in marks_of(box)}
        self.root = document.pages[0]._page_box.children[0].element

    def __getitem__(self, element):
        """The box of an element; raises NotInWord where it has none."""
        box = self.found.get((element, element.tag))
        if box is None:
            raise NotInWord(f"<{element.tag}> không hiện trên trang")
        return box

    def pseudo(self, element, which: str):
        """The box that a stylesheet adds before or after an element's text, if any."""
        return self.found.get((element, f"{element.tag}::{which}"))

    def table(self, element):
        """The table itself, inside the box that holds its margins."""
        return next(box for box in self[element].descendants() if hasattr(box, "column_widths"))


def marks_of(page):
    """The elements that stand in the margins of a page, each with its place ("top-left")."""
    for margin in page.children:
        if hasattr(margin, "at_keyword"):
            mark = next((box.element for box in margin.descendants() if box.element is not None), None)
            if mark is not None:
                yield margin.at_keyword.lstrip("@"), mark


def resets_number(page) -> bool:
    """Whether pages are counted from here on as those of a paper by itself."""
    reset = page.style["counter_reset"]
    return reset != "auto" and ("page", 1) in reset


def refuse_oddities(box) -> None:
    """Raise NotInWord for a box that stands apart from the text around it."""
    style, tag = box.style, box.element_tag
    if style["position"] != "static" or style["float"] != "none":
        raise NotInWord(f"<{tag}> đứng riêng ngoài dòng văn bản")
    if {"flex", "grid"} & set(style["display"]):
        raise NotInWord(f"<{tag}> xếp theo lưới")
    if box.element.get("data-fill"):
        raise NotInWord(f"<{tag}> là ô để máy in điền")
    if style["text_transform"] not in ("none", "uppercase"):
        raise NotInWord(f"<{tag}> đổi chữ kiểu “{style['text_transform']}”")


def refuse_frames(box) -> None:
    """Raise NotInWord for a border or a padding around a paragraph."""
    if any(border(box.style, side) or points(box.style[f"padding_{side}"]) for side in SIDES):
        raise NotInWord(f"<{box.element_tag}> có khung hoặc lề trong")


def points(length) -> float:
    """A computed length in points; "auto" and "normal" are 0."""
    if isinstance(length, str):
        return 0
    if length.unit not in ("px", None):
        raise NotInWord(f"độ dài {length.value} {length.unit}")
    return length.value * POINT


def border(style, side: str) -> float:
    """The weight of a border in points, 0 where none is drawn."""
    drawn = style[f"border_{side}_style"] not in ("none", "hidden")
    width = style[f"border_{side}_width"]
    return (width if isinstance(width, int | float) else width.value) * POINT if drawn else 0


def letters_of(style) -> Letters:
    red, green, blue = (round(255 * part) for part in style["color"].to("srgb").coordinates)
    return Letters(
        size=round(2 * style["font_size"] * POINT) / 2,
        bold=style["font_weight"] >= 600,
        italic=style["font_style"] != "normal",
        colour=f"{red:02X}{green:02X}{blue:02X}",
    )


def shape_of(box, frame: Frame) -> Shape:
    """How the paragraph of a box stands; the distance to what follows is left to the walk."""
    style = box.style
    multiple, exact = line_of(style["line_height"])
    return Shape(
        align=ALIGN[style["text_align_all"]],
        indent=points(style["text_indent"]),
        left=(box.content_box_x() - frame.x) * POINT,
        right=(frame.x + frame.width - box.content_box_x() - box.width) * POINT,
        before=points(style["margin_top"]),
        line=multiple,
        exact=exact,
        keep_next=is_avoided(style["break_after"]),
        keep_lines=is_avoided(style["break_inside"]),
        new_page=is_forced(style["break_before"]),
        outline=0 if style["bookmark_level"] == "none" else style["bookmark_level"],
    )


def line_of(height) -> tuple[float, float | None]:
    """A line's height as Word says it: a multiple of the font's own line, or exact points."""
    if height == "normal":
        return 1, None
    if isinstance(height, int | float):
        return height / NATURAL_LINE, None
    if height.unit is None:
        return height.value / NATURAL_LINE, None
    return 1, points(height)


def is_avoided(rule: str) -> bool:
    return rule in ("avoid", "avoid-page")


def is_forced(rule: str) -> bool:
    return rule in ("page", "always", "left", "right")


def extra_height(box) -> float:
    """What a paragraph of a set height leaves empty below its lines, in points."""
    if isinstance(box.style["height"], str):
        return 0
    lines = sum(line.height for line in box.children if line.element_tag == box.element_tag)
    return max(0, box.height - lines) * POINT

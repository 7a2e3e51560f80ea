"""From a laid-out paper to the parts of a Word file: blocks in their order, the distances between them, pages."""

from dataclasses import replace
from itertools import groupby

from .boxes import (
    POINT,
    Boxes,
    Frame,
    extra_height,
    is_avoided,
    is_forced,
    letters_of,
    marks_of,
    points,
    refuse_frames,
    refuse_oddities,
    resets_number,
    shape_of,
)
from .inline import Inline
from .parts import Block, NotInWord, Paper, Paragraph, Part, Rule, Run, Shape, Sheet, Style, Table
from .tables import read_table

CONTAINERS = {"body", "div", "section", "td", "th"}
PARAGRAPHS = {"p", "h1", "h2", "h3"}
LEFT_OUT = {"figure"}  # a drawing of numbers that stand in a table beside it
BLOCKS = CONTAINERS | PARAGRAPHS | LEFT_OUT | {"table"}

# What a clerk reads in Word's list of styles; by class, else by tag.
NAMES = {
    "nation": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "issuer": "Tên cơ quan",
    "number": "Số và ký hiệu",
    "dated": "Địa danh và ngày tháng",
    "kind": "Tên loại",
    "subject": "Trích yếu",
    "superior": "Cơ quan cấp trên",
    "addressed": "Kính gửi",
    "authority": "Thẩm quyền ban hành",
    "resolves": "Lời quyết định",
    "annex-title": "Phụ lục",
    "annex-name": "Tên phụ lục",
    "annexed": "Kèm theo",
    "part": "Phần của danh sách",
    "basis": "Căn cứ",
    "item": "Gạch đầu dòng",
    "dots": "Dòng để ghi",
    "caption": "Tên bảng",
    "signatures": "Chữ ký",
    "receivers-word": "Nơi nhận",
    "receivers": "Danh sách nơi nhận",
    "h1": "Tên văn bản",
    "h2": "Đề mục lớn",
    "h3": "Đề mục nhỏ",
    "p": "Nội dung",
    "td": "Ô bảng",
    "th": "Đầu bảng",
}


def read(document) -> Paper:
    """A laid-out document as parts; raises NotInWord for what has no counterpart in Word."""
    boxes = Boxes(document)
    body = boxes.root.find("body")
    title = boxes.root.findtext("head/title") or ""
    parts = []
    for name, elements in groupby(shown(boxes, body), lambda element: boxes[element].style["page"]):
        page = boxes.pages[name]
        walk = Walk(boxes, Frame(page.content_box_x(), page.width), page=name)
        walk.children(body, list(elements))
        parts.append(Part(sheet_of(boxes, page), tuple(walk.blocks)))
    return Paper(" ".join(title.split()), letters_of(boxes[body].style), tuple(parts))


def shown(boxes: Boxes, element) -> list:
    """The children of an element that stand in the text; raises NotInWord for a tag we do not know."""
    children = [child for child in element if isinstance(child.tag, str)]
    unknown = next((child.tag for child in children if child.tag not in BLOCKS), None)
    if unknown:
        raise NotInWord(f"thẻ <{unknown}>")
    return [child for child in children if child.tag not in LEFT_OUT and child not in boxes.running]


def sheet_of(boxes: Boxes, page) -> Sheet:
    margins = {side: getattr(page, f"margin_{side}") * POINT for side in ("top", "right", "bottom", "left")}
    width, height = page.margin_width() * POINT, page.margin_height() * POINT
    marks = {place: mark_of(boxes, mark) for place, mark in marks_of(page)}
    return Sheet(width, height, margins, marks, is_numbered_anew=resets_number(page))


def mark_of(boxes: Boxes, element) -> Run:
    """A mark in the margin of pages, one line in one kind of letters."""
    text = "".join(run.text for run in Inline(boxes, element).runs)
    return Run(text, letters_of(boxes[element].style))


class Walk:
    """Gathers the blocks of one frame, and how far each stands from the one before it."""

    def __init__(self, boxes: Boxes, frame: Frame, role: str = "", page: str = ""):
        self.boxes, self.frame, self.role, self.page = boxes, frame, role, page
        self.blocks: list[Block] = []
        self.gap = 0.0  # asked for by what has ended and by what is about to begin
        self.new_page = False

    def children(self, element, children: list) -> None:
        """The blocks inside an element, which may hold no text of its own beside them."""
        if any((text or "").strip() for text in [element.text, *(child.tail for child in element)]):
            raise NotInWord(f"chữ đứng cạnh đoạn văn trong <{element.tag}>")
        for child in children:
            self.block(child)

    def block(self, element) -> None:
        box = self.boxes[element]
        refuse_oddities(box)
        if box.style["page"] not in ("auto", "", self.page):
            raise NotInWord(f"<{element.tag}> có trang riêng bên trong phần khác")
        if element.tag == "table":
            self.table(element, box)
        elif element.tag in PARAGRAPHS or not any(child.tag in BLOCKS for child in element):
            refuse_frames(box)
            self.paragraph(element, box)
        else:
            refuse_frames(box)
            self.container(element, box)

    def container(self, element, box) -> None:
        style, start, role = box.style, len(self.blocks), self.role
        self.gap = max(self.gap, points(style["margin_top"]))
        self.new_page |= is_forced(style["break_before"])
        self.role = named(element) or role
        self.children(element, shown(self.boxes, element))
        self.role = role
        if is_avoided(style["break_inside"]):
            self.blocks[start:] = kept(self.blocks[start:])
        self.end(box, max(self.gap, points(style["margin_bottom"])))

    def paragraph(self, element, box) -> None:
        inline, own = Inline(self.boxes, element), shape_of(box, self.frame)
        if not inline.runs and not box.height:
            return
        style = Style(NAMES[role_of(element, self.role)], own, letters_of(box.style))
        shape = replace(own, before=max(self.gap, own.before), new_page=own.new_page or self.new_page)
        if inline.rule:
            shape = replace(shape, keep_next=True)
        dots_to = self.frame.width * POINT - own.right
        self.blocks.append(Paragraph(style, shape, tuple(inline.runs), dots_to))
        if inline.rule:
            self.rule(inline.rule)
        self.new_page = False
        self.end(box, points(box.style["margin_bottom"]) + extra_height(box))

    def rule(self, drawn) -> None:
        left = drawn.start - self.frame.x * POINT
        right = (self.frame.x + self.frame.width) * POINT - drawn.end
        self.blocks.append(Rule(Shape(left=left, right=right, before=drawn.gap), drawn.weight))

    def table(self, element, box) -> None:
        """A table keeps its distance through the paragraph before it: it has none of its own."""
        gap = max(self.gap, points(box.style["margin_top"]))
        new_page = self.new_page or is_forced(box.style["break_before"])
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Paragraph | Rule) and not new_page:
            self.blocks[-1] = replace(last, shape=replace(last.shape, after=gap))
        elif last or new_page or gap:
            self.blocks.append(Rule(Shape(before=gap, new_page=new_page)))
        self.new_page = False
        role = named(element)
        table = read_table(self.boxes, element, self.frame, lambda cell, frame: self.cell(cell, frame, role))
        self.blocks.extend(kept([table]) if is_avoided(box.style["break_inside"]) else [table])
        self.end(box, points(box.style["margin_bottom"]))

    def cell(self, element, frame: Frame, role: str) -> list[Block]:
        """What stands in a cell: blocks, or its own text as one paragraph."""
        walk = Walk(self.boxes, frame, role_of(element, role), self.page)
        box = self.boxes[element]
        if any(child.tag in BLOCKS for child in element):
            walk.children(element, shown(self.boxes, element))
        else:
            inline = Inline(self.boxes, element)
            own = replace(shape_of(box, frame), before=0, keep_next=False, new_page=False)
            style = Style(NAMES[walk.role], own, letters_of(box.style))
            walk.blocks.append(Paragraph(style, own, tuple(inline.runs), frame.width * POINT))
            if inline.rule:
                walk.rule(inline.rule)
        if walk.gap:
            walk.blocks.append(Rule(Shape(before=walk.gap)))
        if any(isinstance(block, Table) for block in walk.blocks):
            raise NotInWord("bảng nằm trong ô của bảng khác")
        return walk.blocks or [Rule(Shape())]

    def end(self, box, gap: float) -> None:
        """A block is over: what follows stands at least `gap` below it."""
        self.gap = gap
        self.new_page |= is_forced(box.style["break_after"])


def named(element) -> str:
    """The class of an element that has a name of its own in Word, if any."""
    return next((name for name in (element.get("class") or "").split() if name in NAMES), "")


def role_of(element, around: str) -> str:
    """The key in NAMES for a paragraph or a cell inside something of another role."""
    inherited = around if element.tag in ("p", "td", "th") else ""
    return named(element) or inherited or (element.tag if element.tag in NAMES else "p")


def kept(blocks: list[Block]) -> list[Block]:
    """The blocks bound together on one page: each but the last stays with the next."""
    return [*map(bound, blocks[:-1]), *map(bound_inside, blocks[-1:])]


def bound(block: Block) -> Block:
    if isinstance(block, Table):
        return replace(block, rows=tuple(replace(row, whole=True, keep_next=True) for row in block.rows))
    return replace(block, shape=replace(block.shape, keep_next=True))


def bound_inside(block: Block) -> Block:
    """The last of bound blocks: a table holds together, and lets go after its last row."""
    if isinstance(block, Table):
        *rows, last = bound(block).rows
        return replace(block, rows=(*rows, replace(last, keep_next=False)))
    return block

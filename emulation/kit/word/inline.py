"""The text inside a paragraph: runs with their letters, and the line drawn under some of it."""

import re
from dataclasses import dataclass, replace

from .boxes import POINT, Boxes, border, letters_of, points, refuse_oddities
from .parts import Letters, NotInWord, Run

TAGS = {"span", "b", "strong", "i", "em", "sub", "sup"}
SCRIPTS = {"sub": "sub", "sup": "super"}
BREAK = "\n"
DOTS = "\t"


@dataclass(frozen=True)
class Drawn:
    """A line under a text: from where to where on the page, how far below, in points."""

    start: float
    end: float
    gap: float
    weight: float


class Inline:
    """Reads one paragraph."""

    def __init__(self, boxes: Boxes, element):
        self.boxes, self.rule = boxes, None
        self.runs: list[Run] = []
        self.read(element, None)
        self.runs = folded(self.runs)

    def read(self, element, around: Letters | None) -> None:
        style = self.boxes[element].style
        script = SCRIPTS.get(element.tag) or (around.script if around else "")
        letters = letters_of(style)
        if around and script:
            letters = replace(letters, script=script, size=around.size)
        self.pseudo(element, "before", letters)
        self.add(element.text, style, letters)
        for child in element:
            self.child(child, letters)
            self.add(child.tail, style, letters)
        self.pseudo(element, "after", letters)

    def child(self, child, letters: Letters) -> None:
        if not isinstance(child.tag, str):  # a comment
            return
        if child.tag == "br":
            self.runs.append(Run(BREAK, letters))
            return
        if child.tag not in TAGS:
            raise NotInWord(f"thẻ <{child.tag}> trong dòng văn bản")
        box = self.boxes[child]
        refuse_oddities(box)
        if any(border(box.style, side) for side in ("top", "left", "right")):
            raise NotInWord(f"khung quanh <{child.tag}>")
        self.read(child, letters)
        self.underline(box)

    def add(self, text: str | None, style, letters) -> None:
        if not text:
            return
        words = text.upper() if style["text_transform"] == "uppercase" else text
        if style["white_space"] == "pre-line":
            words = re.sub(r"[ \t]*\n[ \t]*", BREAK, words)
        elif style["white_space"] in ("normal", "nowrap"):
            words = words.replace("\n", " ").replace("\t", " ")
        else:
            raise NotInWord(f"khoảng trắng kiểu “{style['white_space']}”")
        self.runs.append(Run(words, letters))

    def pseudo(self, element, which: str, letters) -> None:
        """What the stylesheet writes or draws beside an element's own text."""
        box = self.boxes.pseudo(element, which)
        if box is None:
            return
        weight = border(box.style, "top")
        if weight:
            start = box.border_box_x() * POINT
            gap = points(box.style["margin_top"])
            self.rule = Drawn(start, start + box.border_width() * POINT, gap, weight)
        for kind, value in content_of(box.style["content"]):
            if kind == "leader()":
                self.runs.append(Run(DOTS, letters))
            elif kind == "string":
                self.runs.append(Run(value, letters_of(box.style)))
            else:
                raise NotInWord(f"nội dung “{kind}” của <{box.element_tag}>")

    def underline(self, box) -> None:
        weight = border(box.style, "bottom")
        if weight:
            start = box.border_box_x() * POINT
            self.rule = Drawn(start, start + box.border_width() * POINT, points(box.style["padding_bottom"]), weight)


def content_of(content) -> tuple:
    return () if isinstance(content, str) else content


def folded(runs: list[Run]) -> list[Run]:
    """Runs as a browser shows them: one space for many, none beside a break or at the ends; equal letters joined."""
    found: list[Run] = []
    after_space = True
    for run in runs:
        text = re.sub(" +", " ", run.text)
        text = re.sub(f" ?({BREAK}) ?", r"\1", text)
        if after_space:
            text = text.lstrip(" ")
        if not text:
            continue
        if text.startswith(BREAK) and found:
            found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
        after_space = text.endswith((" ", BREAK))
        if found and found[-1].letters == run.letters:
            found[-1] = replace(found[-1], text=found[-1].text + text)
        else:
            found.append(Run(text, run.letters))
    while found and not found[-1].text.rstrip(" " + BREAK):
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" " + BREAK))
    return found

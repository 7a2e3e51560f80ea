"""Thousands of pages that differ in a few lines: the page is laid out once, every record writes only its own lines.

The page is ordinary HTML for WeasyPrint. Elements with an id and `data-fill` are its slots, holding a sample text:

    <p id="name" data-fill="text" data-lines="2" data-smallest="18">Nguyễn Thị Kiều Ngọc Hưởng</p>
    <div id="qr" data-fill="qr"></div>

Size, face, colour and alignment of a slot are its CSS; give it a fixed height and the same line height. A longer text
shrinks to `data-smallest` (points), then wraps to `data-lines`, and is refused by name when that is not enough: it is
never clipped. A paper with several kinds of pages (a cover, its sheets) is one document laid out with `pages=2`; a
record goes onto the page whose slots it names. The letters come from one font per face, embedded by WeasyPrint itself
because `lay_out` also sets a page of all letters, which is thrown away again. Nothing here is kept in memory per page
but its place in the file.
"""

from base64 import a85encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import BinaryIO

from emulation.kit.documents import Unprintable
from emulation.kit.fitting import CodeSlot, Setting, TextSlot
from emulation.kit.laying_out import Layout, lay_out
from emulation.kit.quick_codes import quick_code
from emulation.kit.vietnamese import tidy

__all__ = ["FillReport", "Layout", "Squeezed", "fill", "lay_out", "proof", "settle"]

CHUNK = 250  # pages written, and reported as progress, at a time

Record = Mapping[str, str]  # slot name: text, or payload of the QR code; a slot left out stays empty


@dataclass(frozen=True)
class Squeezed:
    """A text that is printed smaller, or in more lines, than the layout says."""

    page: int
    slot: str
    text: str
    size: float  # points
    lines: int


@dataclass
class FillReport:
    """What a run did: pages from 1, texts shrunk to one line, texts wrapped, and (proofs only) texts refused."""

    pages: int = 0
    shrunk: list[Squeezed] = field(default_factory=list)
    wrapped: list[Squeezed] = field(default_factory=list)
    refused: list[Unprintable] = field(default_factory=list)


def fill(
    layout: Layout, records: Iterable[Record], out: BinaryIO, on_progress: Callable[[int], None] | None = None
) -> FillReport:
    """Write one page per record to a binary file and report what had to shrink or wrap.

    Raises TooLong or MissingGlyph, with page and text, at the first record that cannot be printed right, KeyError for
    a slot the layout does not have, ValueError without any record: what `out` then holds is not a PDF file.
    `on_progress` gets the number of pages so far; to stop a run, raise in it.
    """
    report = FillReport()
    writer = PageWriter(layout, out)
    on_progress = on_progress or (lambda pages: None)
    for record in records:
        report.pages += 1
        writer.add_page(draw(layout, record, report))
        if report.pages % CHUNK == 0:
            writer.flush()
            on_progress(report.pages)
    if not report.pages:
        raise ValueError("Không có tờ nào để in.")
    writer.close()
    on_progress(report.pages)
    return report


def proof(layout: Layout, records: Iterable[Record]) -> FillReport:
    """What `fill` would report, without printing; every text it would refuse is in `refused`."""
    report = FillReport()
    for record in records:
        report.pages += 1
        for name, text in record.items():
            try:
                draw(layout, {name: text}, report)
            except Unprintable as refused:
                report.refused.append(refused)
    return report


def settle(layout: Layout, record: Record) -> tuple[Layout, FillReport]:
    """The layout with some slots of its first page filled for good, as all pages of a run have them.

    What is filled here costs nothing on each page. What had to shrink or wrap is reported, under page 0; raises what
    `fill` raises.
    """
    report = FillReport()
    content = draw(layout, record, report)
    resources = layout.resources
    form = b"<</Type/XObject/Subtype/Form/BBox %b/Resources<<%b>>/Length %d>>stream\n%b\nendstream"
    number = layout.next_number
    objects = layout.objects | {number: form % (layout.box, resources, len(content), content)}
    forms = (number, *layout.forms[1:])
    return replace(layout, objects=objects, next_number=number + 1, forms=forms), report


def draw(layout: Layout, record: Record, report: FillReport) -> bytes:
    """The content of one page, over its fixed part; notes in the report what is squeezed.

    The first slot of a record says which kind of page it is; raises KeyError for a slot of another one.
    """
    texts, codes, colour = [], [], None
    page = layout.slots[next(iter(record))].page if record else 0
    for name, text in record.items():
        slot = layout.slots[name]
        if slot.page != page:
            raise KeyError(name)
        if not text:
            continue
        if isinstance(slot, CodeSlot):
            codes.append(draw_code(slot, *quick_code(text)))
            continue
        if slot.colour != colour:
            texts.append(colour := slot.colour)
        texts.append(draw_text(slot, text, report))
    return " ".join((f"{layout.matrix}/Fixed{page} Do BT", *texts, "ET", *codes)).encode("latin-1")


def draw_text(slot: TextSlot, text: str, report: FillReport) -> str:
    try:
        setting, operators = set_text(slot, text)
    except Unprintable as refused:
        refused.page, refused.slot = report.pages, slot.name
        raise
    if setting.size < slot.size or len(setting.lines) > text.count("\n") + 1:
        squeezed = Squeezed(report.pages, slot.name, tidy(text), setting.size, len(setting.lines))
        (report.wrapped if squeezed.lines > 1 else report.shrunk).append(squeezed)
    return operators


@lru_cache(maxsize=4096)  # salutations, labels and addresses come again and again
def set_text(slot: TextSlot, text: str) -> tuple[Setting, str]:
    setting = slot.fit("\n".join(map(tidy, text.split("\n"))))
    return setting, slot.draw(setting)


def draw_code(slot: CodeSlot, side: int, rows: bytes) -> str:
    """A QR code as a black image mask of one bit a module; the code as `quick_code` gives it."""
    bits = a85encode(rows).decode()
    return (
        f"q 0 g {slot.side:.2f} 0 0 {slot.side:.2f} {slot.x:.2f} {slot.y:.2f} cm "
        f"BI /W {side} /H {side} /IM true /D [1 0] /F /A85 ID {bits}~> EI Q"
    )


class PageWriter:
    """A PDF file written front to back: the layout's objects, two objects per page, the list of pages, the index."""

    def __init__(self, layout: Layout, out: BinaryIO):
        self.layout, self.out = layout, out
        self.position, self.waiting = 0, []
        self.places = [0] * layout.next_number  # of each object in the file, 0 = no such object
        self._write(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
        for number, body in layout.objects.items():
            self._write_object(number, body)

    def add_page(self, content: bytes):
        """A page of its own, not compressed: that would cost as much time as all the rest, for under 1 KiB."""
        number = len(self.places)
        self.places += [0, 0]
        self._write_object(number, b"<</Length %d>>stream\n%b\nendstream" % (len(content), content))
        self._write_object(number + 1, b"<</Type/Page/Parent 1 0 R/Contents %d 0 R>>" % number)

    def flush(self):
        """Hand everything so far to the file."""
        self.out.write(b"".join(self.waiting))
        self.waiting.clear()

    def close(self):
        """Write the list of pages, which the layout's objects call number 1, and the index of all objects."""
        pages = range(self.layout.next_number + 1, len(self.places), 2)
        kids = b" ".join(b"%d 0 R" % number for number in pages)
        layout = self.layout
        attributes = b"/MediaBox %b/Resources<<%b>>" % (layout.box, layout.resources)
        self._write_object(1, b"<</Type/Pages/Count %d%b/Kids[%b]>>" % (len(pages), attributes, kids))
        index = self.position
        entries = (b"%010d 00000 n \n" % place if place else b"0000000000 65535 f \n" for place in self.places)
        self._write(b"xref\n0 %d\n%b" % (len(self.places), b"".join(entries)))
        self._write(b"trailer\n<</Size %d%b>>\n" % (len(self.places), self.layout.trailer))
        self._write(b"startxref\n%d\n%%%%EOF\n" % index)
        self.flush()

    def _write_object(self, number: int, body: bytes):
        self.places[number] = self.position
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _write(self, piece: bytes):
        self.waiting.append(piece)
        self.position += len(piece)

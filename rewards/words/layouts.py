"""What became of the texts of a sheet on its layout, and what else to know of one, as sentences."""

from emulation.kit.documents import Unprintable
from emulation.kit.filling import FillReport, Squeezed

from ..choices import LayoutMode, LayoutSlot
from ..rules.layouts import LayoutFacts, mm, sides

ALL_WELL = "Mọi dòng in vừa, đúng cỡ chữ của mẫu."


def label_of(slot: str) -> str:
    """The name of a slot on the page; free texts have numbers."""
    return str(LayoutSlot(slot.partition("-")[0]).label)


def squeezed_words(one: Squeezed, layout: LayoutFacts) -> str:
    """ "Họ tên: thu từ 34 xuống 22 pt, thành 2 dòng." """
    full = next(field.size for field in layout.fields if field.slot == one.slot.partition("-")[0])
    parts = []
    if one.size < full:
        parts.append(f"thu từ {mm(full)} xuống {mm(one.size)} pt")
    if one.lines > 1:
        parts.append(f"thành {one.lines} dòng" if parts else f"xuống {one.lines} dòng, giữ nguyên cỡ chữ")
    return f"{label_of(one.slot)}: {', '.join(parts)}."


def report_words(report: FillReport, layout: LayoutFacts) -> list[str]:
    """What had to give way, or that nothing had to."""
    found = [squeezed_words(one, layout) for one in (*report.shrunk, *report.wrapped)]
    return found or ([] if report.refused else [ALL_WELL])


def refusal_words(refusal: Unprintable) -> str:
    text = refusal.text.replace("\n", " / ")
    return f"{label_of(refusal.slot)}: không in được “{text}”, vì {refusal.reason}"


def layout_line(layout: LayoutFacts) -> str:
    """A layout in a few words: its paper, what lies behind, how many fields."""
    return f"{LayoutMode(layout.mode).label} · {sides(layout)} · {len(layout.printed)} trường được in"

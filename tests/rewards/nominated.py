"""Nominations made in one line, and a workbook of earlier awards."""

from rewards.models import Award, Nomination
from tests.workbooks import workbook

HEADER = ["STT", "Tên", "Năm", "Hình thức, danh hiệu", "Quyết định"]
LINES = [
    [1, "Ông Sùng A Chử", 2021, "Giấy khen", "45/QĐ-UBND ngày 20/12/2021"],
    [2, "Tổ dân phố số 8", "2020", "Giấy khen", "51/QĐ-UBND ngày 25/12/2020"],
]


def history_book(*lines) -> bytes:
    """A list of earlier awards, by default of two lines."""
    return workbook(*(lines or LINES), titles=HEADER)


def nominated(phase, number: int, unit, name: str, *, by, **more) -> Nomination:
    """A collective that a unit proposes for the award with a number."""
    values = {
        "subject_kind": "collective",
        "subject_key": f"name:{name}|{unit.pk}",
        "printed_name": name,
        "submitted_by": unit,
        "source": "unit",
        "achievement": "Hướng dẫn 120 hộ cài đặt ứng dụng.",
    }
    award = Award.objects.get(campaign=phase.campaign, number=number)
    return Nomination.objects.create(phase=phase, award=award, made_by=by, **{**values, **more})

"""The chapters of a launching plan as pages: their address and title, in the plan's own order."""

from dataclasses import dataclass

from .choices import PlanChapter


@dataclass(frozen=True)
class Chapter:
    """A page of the plan; `text` is the part of the plan whose sections it holds, "" for pages without text."""

    slug: str
    title: str
    text: str = ""


CHAPTERS = (
    Chapter("thong-tin", "Thông tin chung"),
    Chapter("can-cu", "Căn cứ, cơ quan ban hành"),
    Chapter("muc-dich", "Mục đích", PlanChapter.PURPOSE),
    Chapter("yeu-cau", "Yêu cầu", PlanChapter.REQUIREMENTS),
    Chapter("doi-tuong", "Đối tượng", PlanChapter.SUBJECTS),
    Chapter("noi-dung", "Nội dung", PlanChapter.CONTENTS),
    Chapter("chi-tieu", "Chỉ tiêu"),
    Chapter("thoi-gian", "Thời gian, các đợt", PlanChapter.TIME),
    Chapter("khen-thuong", "Khen thưởng", PlanChapter.AWARDS),
    Chapter("tieu-chi", "Tiêu chí"),
    Chapter("to-chuc", "Tổ chức thực hiện", PlanChapter.ORGANISATION),
    Chapter("cam-ket", "Cam kết"),
)
BY_SLUG = {chapter.slug: chapter for chapter in CHAPTERS}
TEXT_CHAPTERS = tuple(chapter for chapter in CHAPTERS if chapter.text)

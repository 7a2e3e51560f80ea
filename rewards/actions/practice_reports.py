"""The reports of the practice school: that of 2023 sent in time, that of 2025 a draft somebody is writing."""

from datetime import date

from django.db import transaction

from emulation.models import Campaign, User

from ..choices import SentBy
from ..models import ReportDue, TargetReport
from ..queries.reports import drawn_up, stamp_of
from .reports import approve_report, record_sending, start_report, write_report

OF_2023 = {
    "situation": "Nhà trường ban hành Kế hoạch, phổ biến đến toàn thể CB-GV-NV tại buổi họp hội đồng và niêm yết tại "
    "bảng tin; phân công Phó Hiệu trưởng và Chủ tịch Công đoàn theo dõi từng chỉ tiêu, đo và nhập số liệu theo quý.",
    "strengths": "CB-GV-NV hưởng ứng tích cực; phụ huynh nộp học phí qua mã QR, không phải chờ tại phòng tài vụ.",
    "shortcomings": "Một số hồ sơ kế toán còn ký giấy; hai nhân viên mới chưa có điện thoại thông minh.",
    "causes": "Chữ ký số của kế toán được cấp muộn; nhân viên mới nhận việc giữa năm học.",
    "lessons": "Giao từng chỉ tiêu cho một người theo dõi, đo sớm trước hạn ít nhất một tháng.",
    "directions": "Đo lại mức hài lòng của phụ huynh mỗi năm; đưa toàn bộ hồ sơ công việc lên văn phòng điện tử.",
    "proposals": "Đề nghị cấp trên hỗ trợ chữ ký số cho nhân viên văn phòng.",
}
OF_2025 = {
    "situation": "Nhà trường tiếp tục thực hiện Kế hoạch, kiện toàn tổ theo dõi sau khi sắp xếp đơn vị hành chính.",
    "strengths": "Phụ huynh quen làm thủ tục qua mạng; nhà trường có người hướng dẫn tại buổi họp đầu năm.",
}


@transaction.atomic
def make_practice_reports(campaign: Campaign) -> None:
    """Adds the two reports to a practice school that has its plan, its people and its readings."""
    people = {user.username: user for user in User.objects.filter(roles__unit=campaign.ward)}
    interim, final = ReportDue.objects.filter(campaign=campaign).order_by("number")
    sent = written(interim, OF_2023, date(2023, 11, 20), people["deputy"])
    sent = approve_report(sent, seen=stamp_of(drawn_up(sent)), by=people["principal"])
    given = {"number": "47/BC-MNTH", "dated_on": date(2023, 11, 22)}
    ways = [(date(2023, 11, 23), SentBy.PAPER), (date(2023, 11, 24), SentBy.ELECTRONIC)]
    for letter, (day, way) in zip(sent.letters.all(), ways, strict=True):
        record_sending(letter, {"sent_on": day, "sent_by": way, **given}, by=people["deputy"])
    written(final, OF_2025, date(2025, 11, 18), people["deputy"])


def written(due: ReportDue, texts: dict[str, str], made_on: date, by: User) -> TargetReport:
    report = start_report(due, made_on=made_on, by=by)
    return write_report(report, texts, seen=report.edition, by=by)

"""Codes of the top floor: English in the database, Vietnamese on every page."""

from django.db.models import TextChoices


class ReportStatus(TextChoices):
    """How far a report on targets is; from the first letter sent it stands as it is."""

    DRAFT = "draft", "Bản nháp"
    APPROVED = "approved", "Đã duyệt"
    SENT = "sent", "Đã gửi"


class ReportVerb(TextChoices):
    APPROVE = "approve", "Duyệt"
    RETURN = "return", "Trả về bản nháp"
    SEND = "send", "Ghi đã gửi"
    REPLACE = "replace", "Lập bản thay thế"


class SentBy(TextChoices):
    PAPER = "paper", "Văn bản giấy"
    ELECTRONIC = "electronic", "Văn bản điện tử"

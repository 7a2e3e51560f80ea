"""Codes of the top floor: English in the database, Vietnamese on every page."""

from django.db.models import TextChoices


class AwardClass(TextChoices):
    """The law knows the first; the second is the campaign's own. A statutory list never holds both."""

    STATUTORY = "statutory", "Hình thức khen thưởng theo luật"
    RECOGNITION = "recognition", "Danh hiệu của phong trào"


class AwardForm(TextChoices):
    MERIT = "merit", "Giấy khen"
    COMMENDATION = "commendation", "Bằng khen"
    FLAG = "flag", "Cờ thi đua"
    CERTIFICATE = "certificate", "Giấy chứng nhận, công nhận"


class SignerKind(TextChoices):
    """How the decision is signed: a head signs alone, an office through whoever signs for it."""

    HEAD = "head", "Người đứng đầu ký (CHỦ TỊCH, HIỆU TRƯỞNG)"
    ON_BEHALF = "on_behalf", "Ký thay mặt tập thể (TM.)"


class SubjectKind(TextChoices):
    """Whom an award is for, in the order of every list."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"
    HOUSEHOLD = "household", "Hộ gia đình"


class ProposedBy(TextChoices):
    """Where the list of an award comes from."""

    HOUSEHOLDS = "households", "Quy tắc: các hộ đạt"
    HIGHEST_UNITS = "highest_units", "Quy tắc: tổ được xét khen vì tỷ lệ"
    TITLED_UNITS = "titled_units", "Quy tắc: các tổ đạt danh hiệu"
    UNITS = "units", "Đơn vị đề nghị"


class QuotaBase(TextChoices):
    """What a quota in percent is a part of."""

    HOUSEHOLDS = "households", "số hộ gia đình"
    NEIGHBOURHOODS = "neighbourhoods", "số tổ dân phố"
    STAFF = "staff", "số cán bộ, giáo viên, nhân viên"


class Procedure(TextChoices):
    COUNCIL = "council", "Qua Hội đồng Thi đua - Khen thưởng"
    SIMPLE = "simple", "Thủ tục đơn giản, không qua Hội đồng"


class VoteBase(TextChoices):
    """Of whom the share of votes is counted."""

    MEMBERS = "members", "tổng số thành viên Hội đồng"
    PRESENT = "present", "số thành viên dự họp"
    VALID = "valid", "số phiếu hợp lệ"


class Ballot(TextChoices):
    OPEN = "open", "Biểu quyết giơ tay"
    SECRET = "secret", "Bỏ phiếu kín"


class TieBreak(TextChoices):
    CHAIR = "chair", "Theo bên có ý kiến của Chủ tịch Hội đồng"
    NONE = "none", "Không đạt"


class PaperKind(TextChoices):
    """What a dossier consists of."""

    PROPOSAL = "proposal", "Văn bản đề nghị (tờ trình)"
    LIST = "list", "Danh sách đề nghị"
    ACHIEVEMENT = "achievement", "Báo cáo tóm tắt thành tích"
    MINUTES = "minutes", "Biên bản họp xét"
    SUMMARY = "summary", "Bảng tổng hợp kết quả chấm điểm"
    OTHER = "other", "Giấy tờ khác"


class Confirmer(TextChoices):
    """Who says that a standard is met."""

    RESULT = "result", "Cổng tính từ kết quả đã chốt"
    UNIT = "unit", "Đơn vị đề nghị"
    OFFICE = "office", "Thường trực thi đua khen thưởng"


class NominationSource(TextChoices):
    RULE = "rule", "Theo quy tắc"
    UNIT = "unit", "Đơn vị đề nghị"


class NominationStatus(TextChoices):
    PROPOSED = "proposed", "Đã đề nghị"
    WITHDRAWN = "withdrawn", "Đã rút"


# Council


class SeatRole(TextChoices):
    """In the order of every list of a council."""

    CHAIR = "chair", "Chủ tịch Hội đồng"
    DEPUTY = "deputy", "Phó Chủ tịch Hội đồng"
    STANDING = "standing", "Ủy viên thường trực"
    MEMBER = "member", "Ủy viên"
    SECRETARY = "secretary", "Thư ký Hội đồng"


class MeetingStatus(TextChoices):
    PREPARING = "preparing", "Đang chuẩn bị"
    HELD = "held", "Đang họp, ghi kết quả"
    CLOSED = "closed", "Đã khóa biên bản"
    CANCELLED = "cancelled", "Đã hủy"


class MeetingVerb(TextChoices):
    START = "start", "Bắt đầu họp"
    STEP_BACK = "step_back", "Quay lại chuẩn bị"
    CANCEL = "cancel", "Hủy phiên họp"
    CLOSE = "close", "Khóa biên bản"


class Presence(TextChoices):
    """Where a member of the council is during a meeting."""

    PRESENT = "present", "Có mặt"
    WRITTEN = "written", "Vắng, gửi ý kiến bằng văn bản"
    ABSENT = "absent", "Vắng mặt"


class RecusalGround(TextChoices):
    """Why a member should not vote on a line."""

    NAME = "name", "trùng họ tên với người được đề nghị"
    HOUSEHOLD = "household", "cùng hộ gia đình với đối tượng"
    UNIT = "unit", "thuộc đơn vị được đề nghị"
    OWN_WISH = "own_wish", "tự đề nghị không biểu quyết"


# Reports on targets


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

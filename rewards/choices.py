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
    WRITTEN = "written", "Vắng, có văn bản"
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


# Dossiers


class DossierStatus(TextChoices):
    """In the order of the way; the last two lie beside it."""

    DRAFT = "draft", "Nháp"
    SUBMITTED = "submitted", "Đã nộp"
    VETTING = "vetting", "Đang thẩm định"
    MORE = "more", "Yêu cầu bổ sung"
    ELIGIBLE = "eligible", "Đủ điều kiện"
    MET = "met", "Đã họp Hội đồng"
    PRESENTED = "presented", "Đã trình"
    SIGNED = "signed", "Đã ký"
    REGISTERED = "registered", "Đã vào sổ"
    HANDED = "handed", "Đã trao"
    REVOKED = "revoked", "Đã thu hồi"
    DROPPED = "dropped", "Đã bỏ"


class DossierVerb(TextChoices):
    SUBMIT = "submit", "Nộp hồ sơ"
    RESUBMIT = "resubmit", "Nộp lại sau bổ sung"
    TAKE_BACK = "take_back", "Lấy lại để sửa"
    DROP = "drop", "Bỏ hồ sơ"
    TAKE_UP = "take_up", "Tiếp nhận, thẩm định"
    ASK_MORE = "ask_more", "Yêu cầu bổ sung"
    ACCEPT = "accept", "Xác nhận đủ điều kiện"
    LOOK_AGAIN = "look_again", "Thẩm định lại"
    MEET = "meet", "Ghi kết quả họp Hội đồng"
    PRESENT = "present", "Trình người có thẩm quyền"
    SEND_UP = "send_up", "Ghi đã gửi cấp trên"
    SIGN = "sign", "Ghi quyết định đã ký"
    REGISTER = "register", "Ghi đã vào sổ"
    HAND = "hand", "Ghi đã trao"
    REVOKE = "revoke", "Thu hồi"


class Hands(TextChoices):
    """In whose hands a dossier is."""

    UNIT = "unit", "Đơn vị lập hồ sơ"
    OFFICE = "office", "Thường trực thi đua khen thưởng"
    COUNCIL = "council", "Hội đồng Thi đua - Khen thưởng"
    SIGNER = "signer", "Người có thẩm quyền quyết định"
    SUPERIOR = "superior", "Cơ quan cấp trên"
    NOBODY = "nobody", "Đã xong"


class PaperState(TextChoices):
    MISSING = "missing", "Còn thiếu"
    GENERATED = "generated", "Cổng đã lập"
    UPLOADED = "uploaded", "Đã tải lên"
    WAIVED = "waived", "Không cần"


# Posting


class PostingStatus(TextChoices):
    DRAFT = "draft", "Bản nháp"
    POSTED = "posted", "Đang niêm yết"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


class PostingVerb(TextChoices):
    POST = "post", "Chốt danh sách, niêm yết"
    TAKE_DOWN = "take_down", "Hoãn, quay lại bản nháp"
    CLOSE = "close", "Kết thúc niêm yết"
    CANCEL = "cancel", "Hủy niêm yết"


class ObjectionWay(TextChoices):
    """How an objection reached the office."""

    IN_PERSON = "in_person", "Trực tiếp"
    LETTER = "letter", "Đơn, thư"
    PHONE = "phone", "Điện thoại"
    ONLINE = "online", "Thư điện tử, trực tuyến"


class ObjectionOutcome(TextChoices):
    DISMISSED = "dismissed", "Không chấp nhận"
    UPHELD = "upheld", "Chấp nhận"


# Decisions


class DecisionKind(TextChoices):
    """What a paper of the signer does; all but the first and the last are about an earlier one."""

    AWARD = "award", "Quyết định khen thưởng, công nhận"
    AMEND = "amend", "Quyết định sửa đổi, bổ sung"
    REPLACE = "replace", "Quyết định thay thế"
    REVOKE = "revoke", "Quyết định thu hồi"
    CORRECT = "correct", "Công văn đính chính"
    SUPERIOR = "superior", "Quyết định của cấp trên"


class DecisionStatus(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SIGNED = "signed", "Đã ký"
    DROPPED = "dropped", "Đã bỏ dự thảo"


class Flaw(TextChoices):
    """What is wrong with a paper that was issued: the law knows another way for each (Nghị định 30/2020, Điều 18)."""

    FORMAT = "format", "Thể thức, kỹ thuật trình bày, lỗi đánh máy không làm đổi nội dung"
    CONTENT = "content", "Nội dung: ai được khen, tên, thành tích, số tiền"

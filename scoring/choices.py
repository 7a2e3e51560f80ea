"""Codes of scoring: English in the database, Vietnamese on every page."""

from django.db.models import TextChoices


class Answer(TextChoices):
    """One character per criterion in a person's answers."""

    UNSET = ".", "chưa nhập"
    MET = "1", "đạt"
    NOT_MET = "0", "chưa đạt"
    NOT_APPLICABLE = "-", "không áp dụng"


class NaPolicy(TextChoices):
    """What "không áp dụng" means for the score; the plan rarely says, so the campaign chooses and prints it."""

    MET = "met", "tính là đạt"
    RESCALE = "rescale", "bỏ tiêu chí, quy về thang điểm đầy đủ"
    NOT_MET = "not_met", "tính là chưa đạt"
    NOT_ALLOWED = "not_allowed", "không được chọn"


class Denominator(TextChoices):
    """Which households a neighbourhood's share is counted over."""

    ALL = "all", "tất cả các hộ"
    ELIGIBLE = "eligible", "các hộ có người đủ điều kiện"
    SUBMITTED = "submitted", "các hộ đã nộp phiếu"


class SheetStatus(TextChoices):
    ENTERING = "entering", "Đang nhập"
    COMPLETE = "complete", "Đã xong"


class Subject(TextChoices):
    """Who or what a criteria set scores."""

    RESIDENT = "resident", "Người dân"
    HOUSEHOLD = "household", "Hộ gia đình"
    NEIGHBOURHOOD = "neighbourhood", "Tổ dân phố"
    VENUE = "venue", "Nhà văn hóa"
    SCHOOL = "school", "Trường học"
    STAFF = "staff", "Cán bộ, giáo viên, nhân viên"
    OTHER_UNIT = "other_unit", "Đơn vị khác"


class HouseholdRule(TextChoices):
    SHARE = "share", "đủ tỷ lệ thành viên đạt"
    ONE = "one", "có ít nhất một thành viên đạt"


class ExemptionKind(TextChoices):
    AWAY = "away", "Vắng mặt"
    ILL = "ill", "Ốm đau, mất năng lực"
    MOVED = "moved", "Đã chuyển đi"
    DIED = "died", "Đã mất"
    TEMPORARY = "temporary", "Tạm trú"


class ExemptionEffect(TextChoices):
    """What an exemption does to the household's share."""

    OUT = "out", "không tính vào số người phải đạt"
    FAIL = "fail", "tính là chưa đạt"
    COUNCIL = "council", "chờ hội đồng quyết định, tạm tính là chưa đạt"


class CountedKind(TextChoices):
    """The totals of the result page; each opens the list of what it counts."""

    SHEETS = "phieu", "Phiếu đã nhập"
    SHEETS_EXPECTED = "phieu-can-nop", "Phiếu cần nộp"
    SHEETS_MISSING = "phieu-con-thieu", "Phiếu còn thiếu"
    PEOPLE = "nguoi", "Người được tính"
    PEOPLE_PASSING = "nguoi-dat", "Người đạt"
    PEOPLE_NOT_PASSING = "nguoi-chua-dat", "Người chưa đạt"
    HOUSEHOLDS = "ho", "Tất cả các hộ"
    HOUSEHOLDS_PASSING = "ho-dat", "Hộ đạt"
    HOUSEHOLDS_NOT_PASSING = "ho-chua-dat", "Hộ chưa đạt"


class PatternKind(TextChoices):
    """Shapes in the sheets that deserve a second look."""

    WHOLE_UNIT = "whole_unit", "Cả tổ đều đạt"
    FULL_RUN = "full_run", "Nhiều phiếu liền nhau đạt điểm tối đa"
    RUSH = "rush", "Nhập nhanh hơn tốc độ đọc phiếu"
    TWICE = "twice", "Một người có thể nằm trên hai phiếu"


class Cut(TextChoices):
    """By which neighbourhoods two phases are compared, where some were merged or split in between."""

    OWN = "rieng", "mỗi đợt theo tổ của đợt đó"
    OLD = "cu", "cả hai đợt theo tổ của đợt trước"
    NEW = "moi", "cả hai đợt theo tổ của đợt này"


class SheetMark(TextChoices):
    """What can be marked in the register of sheets; each act and how to take it back."""

    HAND_OUT = "hand_out", "Đã phát"
    COLLECT = "collect", "Đã thu"
    CONFIRM = "confirm", "Đã xác nhận"
    UNDO_HAND_OUT = "undo_hand_out", "Bỏ ghi đã phát"
    UNDO_COLLECT = "undo_collect", "Bỏ ghi đã thu"
    UNDO_CONFIRM = "undo_confirm", "Bỏ xác nhận"


class PaperState(TextChoices):
    """How far a household's sheet has come, in the order of its way."""

    NOT_PRINTED = "not_printed", "chưa in"
    PRINTED = "printed", "đã in, chưa phát"
    HANDED_OUT = "handed_out", "đã phát, chưa thu"
    COLLECTED = "collected", "đã thu, chưa nhập"
    ENTERED = "entered", "đã nhập"
    CONFIRMED = "confirmed", "đã xác nhận"
    OUT = "out", "không tham gia"


class Preference(TextChoices):
    """Whose answers are saved where the portal and a neighbourhood's workbook have both changed."""

    EACH = "tung-hang", "Theo từng hàng: hàng được đánh dấu lấy theo tệp, các hàng khác giữ của cổng"
    PORTAL = "cong", "Giữ câu trả lời trong cổng cho mọi hàng"
    FILE = "tep", "Lấy câu trả lời trong tệp cho mọi hàng"


class NearSheets(TextChoices):
    """Which sheets that one wrong tick could turn are keyed a second time."""

    BOTH = "both", "Mọi hộ mà một dấu có thể lấy mất hoặc cho thêm danh hiệu"
    SHORT = "short", "Chỉ hộ chưa đạt mà thêm một dấu là đạt"
    NONE = "none", "Không chọn theo kết quả của hộ"


class SecondReason(TextChoices):
    """Why a sheet is keyed a second time."""

    NEAR = "near", "một dấu có thể đổi kết quả của hộ"
    AGE = "age", "có người sinh gần tuổi được chấm"
    DRAWN = "drawn", "chọn ngẫu nhiên"


class SecondState(TextChoices):
    """How far the second entry of a sheet is."""

    NOT_NEEDED = "not_needed", "không cần nhập lần hai"
    WAITING = "waiting", "chờ nhập lần hai"
    RUNNING = "running", "đang nhập lần hai"
    DIFFERING = "differing", "lệch, chờ đối chiếu"
    CONFIRMED = "confirmed", "đã xác nhận"


class Side(TextChoices):
    """Which of two entries of a cell is right by the paper."""

    FIRST = "first", "lần một"
    SECOND = "second", "lần hai"


class ApprovalStatus(TextChoices):
    """How far a neighbourhood's scores are on their way up: collected, signed for, approved."""

    COLLECTING = "collecting", "Đang thu, đang nhập"
    SIGNED = "signed", "Tổ đã xác nhận"
    RETURNED = "returned", "Trả lại tổ"
    APPROVED = "approved", "Thường trực đã duyệt"


class ApprovalVerb(TextChoices):
    """What moves a neighbourhood's scores up or back."""

    SIGN = "sign", "Tổ xác nhận"
    TAKE_BACK = "take_back", "Tổ thu hồi xác nhận"
    RETURN = "return", "Trả lại tổ"
    APPROVE = "approve", "Duyệt"
    WITHDRAW = "withdraw", "Thu hồi duyệt"


class TargetKind(TextChoices):
    """What a target measures."""

    SHARE = "share", "Tỷ lệ"
    YES_NO = "yes_no", "Có hoặc chưa"
    COUNT = "count", "Số lượng"
    SURVEY = "survey", "Khảo sát"


class Direction(TextChoices):
    """On which side of its goal a target is reached."""

    AT_LEAST = "at_least", "từ mức này trở lên"
    AT_MOST = "at_most", "không quá mức này"


class Confidence(TextChoices):
    """What the people of the school think of the deadline, whatever the numbers say."""

    ON_TRACK = "on_track", "Đúng tiến độ"
    SLOW = "slow", "Chậm"
    AT_RISK = "at_risk", "Có nguy cơ"


class GoalState(TextChoices):
    """How a goal stands on a day; from what is most urgent to what is done."""

    OVERDUE = "overdue", "Quá hạn"
    NO_READING = "no_reading", "Chưa có số liệu"
    NOT_YET = "not_yet", "Chưa đạt"
    REACHED_LATE = "reached_late", "Đạt muộn"
    REACHED_OLD = "reached_old", "Đạt, số liệu cũ"
    REACHED = "reached", "Đạt"


class StaffAnswer(TextChoices):
    """What is known of a person about an item on a day; empty is no "no"."""

    YES = "1", "có"
    NO = "0", "chưa"
    UNASKED = ".", "chưa hỏi"


class LeaveKind(TextChoices):
    """Why somebody of the staff is not counted for a while."""

    MATERNITY = "maternity", "Nghỉ thai sản"
    SECONDED = "seconded", "Biệt phái"
    LONG_LEAVE = "long_leave", "Nghỉ dài ngày"
    STUDY = "study", "Đi học tập trung"
    OTHER = "other", "Lý do khác"


class InitiativeKind(TextChoices):
    """What somebody has thought up and tried."""

    MODEL = "model", "Mô hình"
    INITIATIVE = "initiative", "Sáng kiến"
    SOLUTION = "solution", "Giải pháp"


class InitiativeState(TextChoices):
    """How far an initiative is; only what is approved stands in reports."""

    WAITING = "waiting", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"

"""Codes of the registry and the campaign: English in the database, Vietnamese on every page."""

from django.db.models import TextChoices


class UnitKind(TextChoices):
    WARD = "ward", "Phường, xã"
    NEIGHBOURHOOD = "neighbourhood", "Tổ dân phố"
    SCHOOL = "school", "Trường học"
    DEPARTMENT = "department", "Bộ phận chuyên môn"
    FRONT = "front", "Ủy ban MTTQ"
    MASS_ORGANISATION = "mass_organisation", "Tổ chức đoàn thể"
    FRONT_BOARD = "front_board", "Ban công tác mặt trận"
    DIGITAL_TEAM = "digital_team", "Tổ chuyển đổi số cộng đồng"
    ENTERPRISE = "enterprise", "Doanh nghiệp"


class ChangeKind(TextChoices):
    """What may happen to a unit; each is dated and recorded, never undone by deleting."""

    RENAME = "rename", "Đổi tên"
    MERGE = "merge", "Sáp nhập"
    SPLIT = "split", "Chia tách"


class DealBy(TextChoices):
    """How the households of a neighbourhood are dealt to its parts."""

    STREET = "street", "Theo đường, ngõ (có trong địa chỉ)"
    RANGE = "range", "Theo thứ tự đi trong tổ (từ – đến)"
    CODES = "codes", "Theo mã hộ dán vào"


class RoleKind(TextChoices):
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"
    STANDING = "standing", "Thường trực thi đua khen thưởng"
    CLERK = "clerk", "Công chức nhập liệu"
    OFFICER = "officer", "Cán bộ phụ trách tổ dân phố"
    CHAIRMAN = "chairman", "Chủ tịch Ủy ban nhân dân"
    PRINCIPAL = "principal", "Hiệu trưởng"
    SCHOOL_STAFF = "school_staff", "Cán bộ phụ trách của trường"


class Gender(TextChoices):
    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Presence(TextChoices):
    """Where a member is; only those present are scored."""

    PRESENT = "present", "Có mặt tại địa phương"
    AWAY = "away", "Vắng mặt"
    MOVED_OUT = "moved_out", "Đã chuyển đi"
    DECEASED = "deceased", "Đã mất"


class EventKind(TextChoices):
    """What happened to a household or one of its people, as its history tells it."""

    HOUSEHOLD_ADDED = "household_added", "Thêm hộ"
    MEMBER_ADDED = "member_added", "Thêm nhân khẩu"
    HEAD = "head", "Thay chủ hộ"
    DECEASED = "deceased", "Qua đời"
    MOVED_OUT = "moved_out", "Chuyển đi"
    AWAY = "away", "Tạm vắng"
    RETURNED = "returned", "Có mặt trở lại"
    MOVED = "moved", "Chuyển tổ"
    SPLIT = "split", "Tách hộ"
    MEMBERS_MERGED = "members_merged", "Gộp nhân khẩu trùng"
    HOUSEHOLDS_MERGED = "households_merged", "Gộp hộ trùng"
    CORRECTED = "corrected", "Đính chính"


class CorrectedField(TextChoices):
    """What may be put right by a request once results are closed."""

    FULL_NAME = "full_name", "Họ và tên"
    BIRTH = "birth", "Ngày sinh"
    GENDER = "gender", "Giới tính"
    RELATION = "relation", "Quan hệ với chủ hộ"
    CITIZEN_ID = "citizen_id", "Số CCCD"


class CorrectionStatus(TextChoices):
    WAITING = "waiting", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    REFUSED = "refused", "Không duyệt"
    WITHDRAWN = "withdrawn", "Đã rút"


class LookAt(TextChoices):
    """Households that somebody should look at again."""

    NO_HEAD = "no_head", "Không còn chủ hộ"
    OVERDUE = "overdue", "Có người vắng quá ngày về"


class Relation(TextChoices):
    """Relation to the head of household, in the words families use on the sheet."""

    HEAD = "head", "Chủ hộ"
    WIFE = "wife", "Vợ"
    HUSBAND = "husband", "Chồng"
    FATHER = "father", "Cha"
    MOTHER = "mother", "Mẹ"
    CHILD = "child", "Con"
    DAUGHTER_IN_LAW = "daughter_in_law", "Con dâu"
    SON_IN_LAW = "son_in_law", "Con rể"
    GRANDCHILD = "grandchild", "Cháu"
    GRANDFATHER = "grandfather", "Ông"
    GRANDMOTHER = "grandmother", "Bà"
    ELDER_BROTHER = "elder_brother", "Anh"
    ELDER_SISTER = "elder_sister", "Chị"
    YOUNGER_SIBLING = "younger_sibling", "Em"
    OTHER = "other", "Quan hệ khác"


class CampaignStatus(TextChoices):
    DRAFT = "draft", "Đang soạn"
    LAUNCHED = "launched", "Đã phát động"
    CLOSED = "closed", "Đã kết thúc"


class PhaseStatus(TextChoices):
    PLANNED = "planned", "Chưa mở"
    OPEN = "open", "Đang chấm điểm"
    CLOSED = "closed", "Đã chốt"


class PhaseKind(TextChoices):
    INTERIM = "interim", "Sơ kết"
    FINAL = "final", "Tổng kết"


class StepKind(TextChoices):
    SELF_SCORING = "self_scoring", "Hộ gia đình tự chấm điểm"
    COLLECTION = "collection", "Tổ tổng hợp, chấm điểm"
    SUBMISSION = "submission", "Nộp hồ sơ"
    REVIEW = "review", "Sơ kết, tổng kết, trao thưởng"


class PlanChapter(TextChoices):
    """The chapters every launching plan has, in the plan's own order."""

    PURPOSE = "purpose", "Mục đích"
    REQUIREMENTS = "requirements", "Yêu cầu"
    SUBJECTS = "subjects", "Đối tượng thi đua"
    CONTENTS = "contents", "Nội dung thi đua"
    TIME = "time", "Thời gian thi đua"
    AWARDS = "awards", "Khen thưởng"
    ORGANISATION = "organisation", "Tổ chức thực hiện"


class JobStatus(TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không thành công"


class FileKind(TextChoices):
    """What a kept file is: evidence is one of the first four by its content, the last two only the portal makes."""

    JPEG = "jpeg", "Ảnh JPEG"
    PNG = "png", "Ảnh PNG"
    WEBP = "webp", "Ảnh WebP"
    PDF = "pdf", "Tài liệu PDF"
    WORD = "docx", "Tài liệu Word"
    ZIP = "zip", "Bộ tệp nén"


class PaperFormat(TextChoices):
    """What a paper is made as; the value is the ending of its file."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word"

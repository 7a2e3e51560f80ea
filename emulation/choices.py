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


class Gender(TextChoices):
    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class Presence(TextChoices):
    """Where a member is; only those present are scored."""

    PRESENT = "present", "Có mặt tại địa phương"
    AWAY = "away", "Vắng mặt"
    MOVED_OUT = "moved_out", "Đã chuyển đi"
    DECEASED = "deceased", "Đã mất"


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

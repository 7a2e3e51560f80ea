"""Invented proposals and a council for practice: who is proposed for what, with which words. Nobody of them is real."""

from dataclasses import dataclass

INVENTED = "Ví dụ dựng cho dữ liệu thực hành, không phải việc có thật. "
COLLECTIVE, INDIVIDUAL = "collective", "individual"


@dataclass(frozen=True)
class PracticeProposal:
    """Somebody a unit proposes: `place` is the place of its neighbourhood in the ward's list, None for the office."""

    award: int
    place: int | None
    name: str
    achievement: str
    kind: str = COLLECTIVE
    salutation: str = ""
    position: str = ""
    gender: str = ""
    women: int | None = None
    people: int | None = None
    unmet_reason: str = ""  # why it is proposed in spite of one standard
    votes: int | None = None  # who of the council agrees, None for everybody


OF_THE_WARD = [
    PracticeProposal(
        1,
        None,
        "Tổ chuyển đổi số cộng đồng phường",
        "Tổ chức 24 buổi hướng dẫn tại 16 tổ dân phố, 1.130 lượt người dự; lập bàn hỗ trợ sáng thứ bảy hằng tuần ở "
        "bộ phận một cửa; 100 % thủ tục đủ điều kiện được nộp trực tuyến từ tháng 7.",
        women=5,
        people=9,
    ),
    PracticeProposal(
        3,
        None,
        "Cửa hàng viễn thông thực hành",
        "Tặng 320 SIM, hỗ trợ đăng ký chữ ký số cho 415 người; cử hai nhân viên trực cùng tổ công nghệ số mỗi tuần.",
        women=4,
        people=11,
    ),
    PracticeProposal(
        3,
        0,
        "Tổ công nghệ số cộng đồng",
        "Đến từng nhà hướng dẫn 96 hộ cài đặt VNeID, nộp hồ sơ trực tuyến; không còn hộ nào chưa được hướng dẫn.",
        women=6,
        people=8,
    ),
    PracticeProposal(
        3,
        1,
        "Chi hội Phụ nữ",
        "Lập nhóm giúp nhau thanh toán không dùng tiền mặt cho 54 hội viên; 12 hộ kinh doanh nhỏ dùng mã QR.",
        women=54,
        people=54,
    ),
    PracticeProposal(
        4,
        0,
        "Lường Thị Mai Thực",
        "Hướng dẫn 61 người cao tuổi đặt lịch khám bệnh, nhận lương hưu qua tài khoản; soạn bốn tờ hướng dẫn khổ lớn.",
        INDIVIDUAL,
        "Bà",
        "Tổ trưởng Tổ công nghệ số cộng đồng",
        "female",
    ),
    PracticeProposal(
        4,
        1,
        "Hoàng Văn Tập",
        "Trực bàn hỗ trợ 18 buổi, giúp 140 lượt người nộp hồ sơ; tự làm bảng theo dõi từng hộ của tổ.",
        INDIVIDUAL,
        "Ông",
        "Thành viên Tổ công nghệ số cộng đồng",
        "male",
        unmet_reason="Tham gia tổ từ tháng 8, nhưng đã hỗ trợ từ đầu phong trào với vai trò đoàn viên",
    ),
    PracticeProposal(
        4,
        1,
        "Sùng Thị Dựng",
        "Phiên dịch tiếng Mông tại các buổi hướng dẫn; giúp 22 hộ người Mông lập tài khoản dịch vụ công.",
        INDIVIDUAL,
        "Bà",
        "Đoàn viên thanh niên",
        "female",
        votes=3,
    ),
    PracticeProposal(
        4,
        None,
        "Nguyễn Văn Mẫu",
        "Tham mưu Kế hoạch và 11 văn bản hướng dẫn; tổng hợp số liệu 16 tổ dân phố hằng tuần, không chậm tuần nào.",
        INDIVIDUAL,
        "Ông",
        "Công chức Văn hóa - Xã hội",
        "male",
    ),
    PracticeProposal(
        4,
        2,
        "Lê Thị Ví Dụ",
        "Vận động 45 hộ thu gom, thanh toán phí vệ sinh qua tài khoản.",
        INDIVIDUAL,
        "Bà",
        "Tổ trưởng tổ dân phố",
        "female",
    ),
]
SENT_BACK = 2  # the place of the neighbourhood whose dossier waits to be completed
MORE = "Báo cáo thành tích mới có một dòng: hãy bổ sung số liệu trước và sau khi vận động, có xác nhận của tổ."

OF_THE_SCHOOL = [
    PracticeProposal(
        3,
        None,
        "Trường Mầm non Tuổi Hồng",
        "12/12 thủ tục đủ điều kiện được nộp trực tuyến; 99 % phụ huynh hài lòng; toàn bộ học phí nộp qua mã QR.",
        women=58,
        people=62,
    ),
    PracticeProposal(
        4,
        None,
        "Trần Thị Thực Hành",
        "Xây dựng góc thư viện số của khối Lá, lượt mượn tăng từ 12 lên 45 lượt một tuần; hướng dẫn 30 đồng nghiệp.",
        INDIVIDUAL,
        "Bà",
        "Giáo viên lớp Lá",
        "female",
    ),
]

# name, title, role, whether it votes; the account where the person has one
WARD_COUNCIL = [
    ("Nguyễn Ngọc Hà", "Chủ tịch UBND phường", "chair", True, "chairman"),
    ("Đinh Văn Phó", "Phó Chủ tịch UBND phường", "deputy", True, ""),
    ("Vũ Thị Hiệp", "Công chức Tư pháp - Hộ tịch, Thường trực thi đua khen thưởng", "standing", True, "standing"),
    ("Phạm Văn Mặt Trận", "Chủ tịch UBMTTQ phường", "member", True, ""),
    ("Lò Thị Phụ Nữ", "Chủ tịch Hội Liên hiệp Phụ nữ phường", "member", True, ""),
    ("Trần Văn Cựu", "Chủ tịch Hội Cựu chiến binh phường", "member", True, ""),
    ("Giàng A Đoàn", "Bí thư Đoàn Thanh niên phường", "member", True, ""),
    ("Bùi Văn Công An", "Trưởng Công an phường", "member", True, ""),
    ("Đỗ Thị Tổ Trưởng", "Tổ trưởng tổ dân phố", "member", True, ""),
    ("Nguyễn Thị Kiều Ngọc Hưởng", "Công chức Văn phòng", "secretary", False, "clerk"),
]
SCHOOL_COUNCIL = [
    ("Vũ Thị Ngọc Bắc", "Hiệu trưởng", "chair", True, "principal"),
    ("Vũ Thị Mỹ", "Phó Hiệu trưởng", "deputy", True, "deputy"),
    ("Nguyễn Hồng Ngọc", "Chủ tịch Công đoàn", "member", True, "union"),
    ("Lê Thị Khối Lá", "Tổ trưởng khối Lá", "member", True, ""),
    ("Phan Thị Văn Phòng", "Tổ trưởng tổ văn phòng", "member", True, ""),
    ("Hồ Thị Thư Ký", "Nhân viên văn thư", "secretary", False, ""),
]
AWAY = {
    "Bùi Văn Công An": ("written", "Đi công tác tỉnh"),
    "Trần Văn Cựu": ("absent", "Nằm viện"),
}
DISCUSSION = (
    "Thường trực báo cáo kết quả thẩm định từng hồ sơ. Các thành viên thống nhất ưu tiên người trực tiếp làm, tập thể "
    "nhỏ; đề nghị các tổ bổ sung số liệu trước và sau khi vận động."
)
CONCLUSION = "Hội đồng thông qua các đề nghị đủ số phiếu, giao Thường trực hoàn thiện hồ sơ trình cấp có thẩm quyền."

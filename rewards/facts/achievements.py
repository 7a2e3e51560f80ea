"""Báo cáo tóm tắt thành tích of everybody on a list: what the portal knows is written, the rest stays for a pen."""

from collections.abc import Sequence

from emulation.kit.number_words import counted_in_words

from ..choices import SubjectKind
from ..documents.achievement_report import AchievementFacts, AchievementReport, Previous, Reported, request_words
from ..documents.award_list import AwardTable
from ..documents.letter import Issuer
from ..documents.list_paper import ListFacts, ListPaper
from ..rules.names import initials
from ..rules.packs import Data
from .award_material import Material
from .award_sentences import merit_words

OWN_PAGES = 40  # so many households have a report each; more of them are reported together, in a table
HOUSEHOLD_COLUMNS = (
    ("number", "STT"), ("", "Họ và tên chủ hộ"), ("address", "Địa chỉ"), ("count", "Số nhân khẩu"),
    ("count", "Người thuộc diện"), ("count", "Người đạt"), ("achievement", "Thành tích"),
)  # fmt: skip


def reports_of(found: Material, lines: Sequence[Data]) -> AchievementReport | ListPaper:
    """The reports of some people in one file; of very many households one report with a row for each."""
    if len(lines) > OWN_PAGES and all(one["kind"] == SubjectKind.HOUSEHOLD for one in lines):
        return ListPaper(households_facts(found, lines))
    return AchievementReport(*(achievement_facts(found, one) for one in lines))


def achievement_facts(found: Material, line: Data) -> AchievementFacts:
    """What one report says."""
    own = line["unit"] == found.data["plan"]["ward"]
    agency = found.agency if own else line["unit"].upper()
    code = f"BC-{initials(line['unit'])}"
    return AchievementFacts(
        letter=found.letter(Issuer(agency, "", "", ""), code, (), "" if own else found.agency),
        kind=Reported(line["kind"]),
        name=line["name"],
        given=found.given,
        particulars=PARTICULARS[line["kind"]](found, line),
        merits=(merit_words(found, line), "", ""),
        previous=tuple(Previous(*one) for one in line["previous"]),
        confirmer=confirmer(found, own),
        reporter=reporter(line),
    )


def confirmer(found: Material, own: bool) -> Issuer:
    """The unit above: of the organiser's own subjects a superior office where it decides, else its head."""
    if own and found.upward_to:
        return Issuer("", "", "XÁC NHẬN CỦA CẤP TRÊN TRỰC TIẾP", "")
    return Issuer("", "", f"XÁC NHẬN CỦA {found.agency}", found.signer.signer_name)


def reporter(line: Data) -> Issuer:
    if line["kind"] == SubjectKind.COLLECTIVE:
        return Issuer("", "", "ĐẠI DIỆN TẬP THỂ", "")
    return Issuer("", "", "NGƯỜI BÁO CÁO" if line["kind"] == SubjectKind.INDIVIDUAL else "CHỦ HỘ", line["name"])


def of_collective(found: Material, line: Data) -> tuple[tuple[str, str], ...]:
    units = found.result.units if found.result else []
    households = [one.count.households for one in units if one.count.code == line["unit_code"] and line["whole"]]
    people = f"{line['people']}" + (f", trong đó {line['women']} nữ" if line["women"] else "") if line["people"] else ""
    return (
        ("Địa điểm trụ sở chính", line["place"]),
        *([("Số hộ gia đình", f"{households[0]}")] if households else [("Tổng số người", people)]),
        ("Những đặc điểm chính", ""),
        ("Chức năng, nhiệm vụ được giao", ""),
    )


def of_individual(found: Material, line: Data) -> tuple[tuple[str, str], ...]:
    return (
        ("Ngày, tháng, năm sinh", ""),
        ("Quê quán", ""),
        ("Nơi ở hiện nay", ""),
        ("Chức vụ, đơn vị công tác", line["place"] or line["unit"]),
        ("Trình độ chuyên môn, nghiệp vụ", ""),
    )


def of_household(found: Material, line: Data) -> tuple[tuple[str, str], ...]:
    return (
        ("Địa chỉ", address_of(found, line)),
        ("Số nhân khẩu", members_of(found, line)),
        ("Số người thuộc diện chấm điểm", f"{line['whole']:02}" if line["whole"] else ""),
        ("Điện thoại", ""),
    )


PARTICULARS = {
    SubjectKind.COLLECTIVE: of_collective,
    SubjectKind.INDIVIDUAL: of_individual,
    SubjectKind.HOUSEHOLD: of_household,
}


def address_of(found: Material, line: Data) -> str:
    home = found.homes.get(line["household"])
    street = home["address"] if home else ""
    return ", ".join(part for part in (street, line["place"]) if part)


def members_of(found: Material, line: Data) -> str:
    home = found.homes.get(line["household"])
    return f"{len(home['people']):02}" if home else ""


def households_facts(found: Material, lines: Sequence[Data]) -> ListFacts:
    """One report of very many households."""
    rows = tuple(
        (
            f"{number}", f"{line['salutation']} {line['name']}".strip(), line["place"], members_of(found, line),
            count(line["whole"]), count(line["part"]), line["achievement"] or found.data["award"]["wording"],
        )
        for number, line in enumerate(lines, start=1)
    )  # fmt: skip
    columns, heads = zip(*HOUSEHOLD_COLUMNS, strict=True)
    about = request_words(found.given)
    return ListFacts(
        letter=found.proposing_letter("BC"),
        kind="BÁO CÁO TÓM TẮT THÀNH TÍCH",
        subject=f"Các hộ gia đình được đề nghị {about}",
        opening=(
            f"{counted_in_words(len(lines), 'hộ gia đình')} được đề nghị {about}; thành tích của từng hộ như sau:",
        ),
        tables=(AwardTable("", columns, heads, rows),),
    )


def count(number: int | None) -> str:
    return "" if number is None else f"{number:02}"

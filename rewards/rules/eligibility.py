"""Eligibility of a nomination as lights with reasons: plain facts in, sentences out; people decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from emulation.kit.vietnamese import percent, thousands

MANY_WOMEN = 70  # percent of women from which the law prefers a collective


class Glow(StrEnum):
    """What a light says: met, still to be done, worth a look, stands against it, merely told."""

    MET = "met"
    OPEN = "open"
    LOOK = "look"
    BLOCKED = "blocked"
    TOLD = "told"


@dataclass(frozen=True)
class Light:
    """One light: what it is about, how it glows, and why."""

    topic: str
    glow: Glow
    reason: str


@dataclass(frozen=True)
class Facts:
    """What is known of one nomination; counts are exact, names as they are printed.

    `same` names other awards for the same achievement, `recent` lines of the history of the same year and form: both
    block. `earlier` names awards of other years and other phases. `unmet` says why somebody is proposed in spite of a
    standard. `registered` is the name in the registry, "" where
    the subject is in none, None where its row is gone.
    """

    is_by_rule: bool = False
    is_matched: bool = True
    part: int | None = None
    whole: int | None = None
    rank: int | None = None
    is_tied: bool = False
    standards: int = 0
    ticked: int = 0
    unmet: Sequence[str] = ()
    is_confirmed: bool = False
    proposed: int = 1
    limit: int | None = None
    same: Sequence[str] = ()
    recent: Sequence[str] = ()
    earlier: Sequence[str] = ()
    override_reason: str = ""
    printed: str = ""
    registered: str | None = ""
    is_woman: bool = False
    women: int | None = None
    people: int | None = None


def quota_limit(number: int | None, share: int | None, base: int | None) -> int | None:
    """How many may be proposed: a number, or a percentage of a base, rounded down; None without a limit."""
    if number is not None:
        return number
    return share * base // 100 if share is not None and base is not None else None


def lights(facts: Facts) -> list[Light]:
    """Every light of a nomination, in the order people look at them."""
    found = [
        result_light(facts), standard_light(facts), confirmation_light(facts), quota_light(facts),
        double_light(facts), *earlier_lights(facts), name_light(facts), preference_light(facts),
    ]  # fmt: skip
    return [light for light in found if light]


def overall(found: Iterable[Light]) -> Glow:
    """The worst of them: what stands against it, then what is to be done, then what is worth a look."""
    glows = {light.glow for light in found}
    return next((glow for glow in (Glow.BLOCKED, Glow.OPEN, Glow.LOOK) if glow in glows), Glow.MET)


def result_light(facts: Facts) -> Light | None:
    if not facts.is_by_rule:
        return None
    if not facts.is_matched:
        return Light("Kết quả", Glow.BLOCKED, "Không còn khớp: đợt đã được mở lại sau khi đề nghị.")
    share = ""
    if facts.part is not None and facts.whole:
        share = f": {thousands(facts.part)}/{thousands(facts.whole)} ({percent(facts.part, facts.whole)} %)"
    rank = f", hạng {facts.rank}" if facts.rank else ""
    if facts.is_tied:
        return Light("Kết quả", Glow.LOOK, f"Bằng điểm – Hội đồng quyết định{share}{rank}.")
    return Light("Kết quả", Glow.MET, f"Đạt theo bản chốt{share}{rank}.")


def standard_light(facts: Facts) -> Light | None:
    """Standards that people confirm; those that follow from the result are not counted here."""
    if not facts.standards:
        return None
    missing = facts.standards - facts.ticked - len(facts.unmet)
    if missing > 0:
        return Light("Tiêu chuẩn", Glow.OPEN, f"Còn {missing}/{facts.standards} tiêu chuẩn chưa được xác nhận.")
    if facts.unmet:
        share = f"{len(facts.unmet)}/{facts.standards}"
        return Light("Tiêu chuẩn", Glow.LOOK, f"Chưa đạt {share} tiêu chuẩn, vẫn đề nghị vì: {'; '.join(facts.unmet)}")
    return Light("Tiêu chuẩn", Glow.MET, f"Đã xác nhận đủ {facts.standards} tiêu chuẩn.")


def confirmation_light(facts: Facts) -> Light:
    if facts.is_confirmed:
        return Light("Xác nhận", Glow.MET, "Đơn vị xác nhận không bị kỷ luật, điều tra, khiếu nại.")
    return Light("Xác nhận", Glow.OPEN, "Đơn vị chưa xác nhận.")


def quota_light(facts: Facts) -> Light | None:
    if facts.limit is None:
        return None
    words = f"Đề nghị {thousands(facts.proposed)}, giới hạn {thousands(facts.limit)}"
    if facts.proposed <= facts.limit:
        return Light("Số lượng", Glow.MET, f"{words}.")
    return Light("Số lượng", Glow.LOOK, f"{words}: phải chọn bớt {thousands(facts.proposed - facts.limit)}.")


def double_light(facts: Facts) -> Light | None:
    """One achievement, one award of a class; what stands against it goes only by a written reason."""
    against = [*(f"đang được đề nghị {name} cho cùng thành tích" for name in facts.same)]
    against += [f"đã được khen: {line}" for line in facts.recent]
    if not against:
        return None
    words = "; ".join(against)
    words = words[:1].upper() + words[1:]
    if facts.override_reason:
        return Light("Khen trùng", Glow.LOOK, f"{words}. Vẫn đề nghị vì: {facts.override_reason}")
    return Light("Khen trùng", Glow.BLOCKED, f"{words}. Chỉ đề nghị tiếp khi ghi rõ lý do.")


def earlier_lights(facts: Facts) -> list[Light]:
    return [Light("Khen trước đây", Glow.TOLD, "; ".join(facts.earlier) + ".")] if facts.earlier else []


def name_light(facts: Facts) -> Light | None:
    if facts.registered is None:
        return Light("Tên", Glow.LOOK, "Không còn trong danh bạ: hãy xem lại có phải đã gộp hoặc chuyển đi.")
    if facts.registered == "":
        return Light("Tên", Glow.TOLD, "Không lấy từ danh bạ: hãy dò lại từng chữ với người được đề nghị.")
    if facts.registered != facts.printed:
        return Light("Tên", Glow.LOOK, f"Tên in “{facts.printed}” khác tên trong danh bạ “{facts.registered}”.")
    return None


def preference_light(facts: Facts) -> Light | None:
    """The law prefers women and collectives with many women among equals; shown, never decided."""
    if facts.is_woman:
        return Light("Ưu tiên", Glow.TOLD, "Nữ: được ưu tiên khi thành tích ngang nhau.")
    if facts.women is not None and facts.people and 100 * facts.women >= MANY_WOMEN * facts.people:
        share = f"{facts.women}/{facts.people}"
        return Light("Ưu tiên", Glow.TOLD, f"Có {share} người là nữ: được ưu tiên khi thành tích ngang nhau.")
    return None

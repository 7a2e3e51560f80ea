"""A pack of papers: what it was made of against how that stands now, and what each of its papers names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Data = Mapping[str, Any]
NOTHING = "–"
KINDS = ("collective", "individual", "household")
SIGNED_BY = ("agency", "on_behalf", "signer_title", "signer_name")  # a database may give keys back in another order
VERDICTS = {"passed": "thông qua", "failed": "không thông qua"}


@dataclass(frozen=True)
class Difference:
    """One thing that no longer fits: of what or whom, how it was, how it is."""

    what: str
    was: str
    now: str


def differences(
    old: Data, new: Data, *, of_dossier: bool = False, gone: Mapping[int, str] | None = None
) -> list[Difference]:
    """Everything that papers made of `old` say otherwise than papers of today would; nothing where all fits.

    A paper of one dossier comes before the council and holds no other papers: `of_dossier`. `gone` says by key why
    somebody is not on the list any more.
    """
    return [
        *line_differences(old["lines"], new["lines"], gone or {}),
        *decision_list_differences(old, new),
        *(
            Difference(what, was, now)
            for what, was, now in zip(SINGLES, told(old), told(new), strict=True)
            if was != now
        ),
        *text_differences("căn cứ pháp lý", old["decision"]["bases"], new["decision"]["bases"]),
        *(() if of_dossier else meeting_differences(old["meetings"], new["meetings"])),
        *(() if of_dossier else paper_differences(old["dossiers"], new["dossiers"])),
    ]


# The people


LINE_FIELDS = {
    "salutation": "xưng hô",
    "name": "tên",
    "place": "chức vụ, địa chỉ",
    "kind": "đối tượng",
    "achievement": "thành tích",
    "share": "kết quả",
    "women": "số nữ",
    "people": "tổng số người",
    "vote": "kết quả họp Hội đồng",
    "amount": "tiền thưởng (đồng)",
    "previous": "khen thưởng trước đây",
    "unit": "đơn vị đề nghị",
}


def line_differences(old: Sequence[Data], new: Sequence[Data], gone: Mapping[int, str]) -> list[Difference]:
    """Who came, who went, what is said otherwise of those who stayed, and whether their order is another."""
    before, after = {one["key"]: one for one in old}, {one["key"]: one for one in new}
    found = [
        Difference(name_of(one), "có trong danh sách", gone.get(key, "không còn"))
        for key, one in before.items()
        if key not in after
    ]
    found += [
        Difference(name_of(one), "chưa có", "có trong danh sách") for key, one in after.items() if key not in before
    ]
    for key in [key for key in before if key in after]:
        was, now = line_words(before[key]), line_words(after[key])
        who = name_of(before[key])
        found += [
            Difference(f"{who}: {LINE_FIELDS[name]}", was[name], now[name]) for name in was if was[name] != now[name]
        ]
    stayed = [[key for key in one if key in before and key in after] for one in (before, after)]
    if stayed[0] != stayed[1]:
        place = next(at for at, keys in enumerate(zip(*stayed, strict=True)) if keys[0] != keys[1])
        names = [name_of(after[keys[place]]) for keys in stayed]
        found.append(Difference(f"thứ tự trong danh sách, từ số {place + 1}", names[0], names[1]))
    return found


def name_of(line: Data) -> str:
    return f"{line['salutation']} {line['name']}".strip()


def line_words(line: Data) -> dict[str, str]:
    """What is printed of one of them, in words."""
    said = {name: words(line.get(name)) for name in LINE_FIELDS}
    vote = line["vote"]
    if vote:
        said["vote"] = (
            f"{VERDICTS.get(vote['outcome'], NOTHING)}, {vote['agreed']} đồng ý, {vote['against']} không đồng ý"
        )
    said["share"] = NOTHING if line["part"] is None else f"{line['part']}/{line['whole']}"
    said["amount"] = "chưa biết" if line["amount"] is None else said["amount"]
    said["previous"] = (
        "; ".join(f"{form} năm {year}, {decision}" for year, form, decision in line["previous"]) or NOTHING
    )
    return said


def words(value: object) -> str:
    """A value in a sentence; a count with dots at its thousands."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(value) if value else NOTHING


def decision_list_differences(old: Data, new: Data) -> list[Difference]:
    """Who is named by the draft of a decision otherwise than by the list it belongs to."""
    names = {one["key"]: name_of(one) for one in [*old["lines"], *new["lines"]]}
    before, after = ([key for key in one["decision"]["keys"] if key in names] for one in (old, new))
    listed = {one["key"] for one in old["lines"]} & {one["key"] for one in new["lines"]}
    gone = [key for key in before if key in listed and key not in after]
    come = [key for key in after if key in listed and key not in before]
    return [
        *(Difference(f"{names[key]}: dự thảo quyết định", "có tên", "không có tên") for key in gone),
        *(Difference(f"{names[key]}: dự thảo quyết định", "không có tên", "có tên") for key in come),
    ]


# What all papers say


SINGLES = (
    "bản chốt kết quả", "tên phong trào", "tên đợt", "hình thức, danh hiệu", "do ai tặng", "nội dung ghi trên giấy",
    "trình cấp trên", "địa danh", "năm", "cơ quan ban hành, người ký", "ký hiệu quyết định", "trích yếu quyết định",
    "ai thi hành quyết định", "tiền thưởng trích từ", "nơi nhận quyết định", "hệ số, lương cơ sở",
)  # fmt: skip


def told(data: Data) -> tuple[str, ...]:
    """What stands once in the papers, in the order of `SINGLES`."""
    plan, award, decision = data["plan"], data["award"], data["decision"]
    snapshot = plan["snapshot"]
    signers = [" ".join(one[name] for name in SIGNED_BY if one.get(name)) for one in decision["issuers"]]
    paid = [data["bonus"][kind] for kind in KINDS if kind in data["bonus"]]
    rates = [f"{one['coefficient']} × {words(one['base_salary'])}" for one in paid if one["coefficient"]]
    return (
        f"số {snapshot['number']}, mã {snapshot['sha256'][:8]}" if snapshot else "chưa chốt",
        plan["campaign"], plan["phase"], award["name"], decision["given"]["granted_by"], words(award["wording"]),
        words(award["upward_to"]), decision["place"], str(decision["year"]), "; ".join(signers), decision["code"],
        words(decision["subject"]), "; ".join(decision["executors"]), decision["fund"],
        "; ".join(decision["recipients"]) or NOTHING, "; ".join(rates) or NOTHING,
    )  # fmt: skip


def text_differences(what: str, old: Sequence[str], new: Sequence[str]) -> list[Difference]:
    """Texts that went and came; where one stands for another, both side by side."""
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    longest = max(len(gone), len(come))
    pairs = zip(filled(gone, longest), filled(come, longest), strict=True)
    return [Difference(what, was, now) for was, now in pairs]


def filled(texts: list[str], length: int) -> list[str]:
    return texts + [NOTHING] * (length - len(texts))


def meeting_differences(old: Sequence[Data], new: Sequence[Data]) -> list[Difference]:
    """Which meetings decided: a supplementary one stands beside the first, or in its place."""
    return text_differences("phiên họp Hội đồng", *([meeting_words(one) for one in side] for side in (old, new)))


def meeting_words(meeting: Data) -> str:
    year, month, day = meeting["held_on"].split("-")
    return f"phiên số {meeting['number']} ngày {day}/{month}/{year}"


def paper_differences(old: Sequence[Data], new: Sequence[Data]) -> list[Difference]:
    """Which papers of dossiers are others than those that were laid in; whole dossiers are told by their people."""
    before, after = ({one["pk"]: one for one in side} for side in (old, new))
    found = []
    for key in [key for key in before if key in after]:
        was, now = ({paper["pk"]: paper for paper in side[key]["papers"]} for side in (before, after))
        label = f"hồ sơ số {before[key]['number']} của {before[key]['unit']}"
        for pk in [*was, *(pk for pk in now if pk not in was)]:
            states = [STATES.get(side[pk]["state"], "") if pk in side else NOTHING for side in (was, now)]
            hashes = [side[pk]["sha256"] if pk in side else "" for side in (was, now)]
            if states != [states[0]] * 2 or hashes[0] != hashes[1]:
                paper = (now.get(pk) or was[pk])["label"]
                marks = [
                    f"{state}{f' (mã {sha[:8]})' if sha else ''}" for state, sha in zip(states, hashes, strict=True)
                ]
                found.append(Difference(f"{label}: {paper}", *marks))
    return found


STATES = {"missing": "còn thiếu", "generated": "cổng đã lập", "uploaded": "đã tải lên", "waived": "không cần"}


# What each paper names


@dataclass(frozen=True)
class Held:
    """One who is named by a paper, as that paper has it; place and money where it prints them."""

    kind: str
    name: str
    place: str | None = None
    amount: int | None = None


@dataclass(frozen=True)
class Check:
    """One paper beside the list: how many of each kind, how much money, and by name what is otherwise."""

    counts: tuple[int, int, int]
    total: int | None
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    fits: bool


def checked(listed: Sequence[Held], paper: Sequence[Held], *, only_paid: bool = False) -> Check:
    """A paper counted against the list, person by person; `only_paid` where it names those alone who get money."""
    expected = [one for one in listed if one.amount] if only_paid else listed
    with_places, with_money = all(one.place is not None for one in paper), any(one.amount for one in paper)
    wanted = Counter(label(one, with_places) for one in expected)
    found = Counter(label(one, with_places) for one in paper)
    total = sum(one.amount or 0 for one in paper) if with_money else None
    is_right_sum = total is None or total == sum(one.amount or 0 for one in listed)
    missing, extra = tuple((wanted - found).elements()), tuple((found - wanted).elements())
    return Check(counts_of(paper), total, missing, extra, not missing and not extra and is_right_sum)


def label(one: Held, with_place: bool) -> str:
    return f"{one.name}, {one.place}" if with_place and one.place else one.name


def counts_of(paper: Iterable[Held]) -> tuple[int, int, int]:
    counts = Counter(one.kind for one in paper)
    return counts[KINDS[0]], counts[KINDS[1]], counts[KINDS[2]]

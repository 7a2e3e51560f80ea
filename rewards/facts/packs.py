"""The pack of an award: read once, drawn, checked against itself, and put into one file in the order of an office."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.text import slugify

from emulation.kit.sealed_files import read_sealed
from emulation.kit.vietnamese import fold, thousands
from emulation.models import KeptFile, Phase

from ..choices import PaperState
from ..documents.list_paper import ListFacts, ListPaper
from ..models import Award, DossierPaper, Pack
from ..queries.pack_sources import Sources, gone_because, left_out, to_pack
from ..rules.packs import Check, Data, Difference, Held, checked, differences
from ..words.packs import Badge, lacks_of, pack_badge
from .award_material import Material
from .award_papers import AwardPaper, held_in, pack_papers, table_of

DOSSIERS = "08-ho-so-cac-don-vi"
CONTENTS = "00-muc-luc"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of every file in a pack: the same papers always make the same bytes
CONTENT_COLUMNS = (
    ("number", "STT"), ("", "Giấy tờ"), ("folder", "Thư mục"), ("count", "Tập thể"), ("count", "Cá nhân"),
    ("count", "Hộ"), ("prize", "Tổng tiền (đồng)"),
)  # fmt: skip
ATTACHED_COLUMNS = (("number", "STT"), ("", "Tệp trong thư mục " + DOSSIERS))


@dataclass(frozen=True)
class DrawnPack:
    """A pack before it is kept: what it says, the hash of that, and the file."""

    content: dict
    sha256: str
    file: bytes


def sources_of(phase: Phase) -> Sources:
    """What papers of a phase would be made of now."""
    return Sources(phase, to_pack(phase))


def content_of(phase: Phase, award: Award, sources: Sources) -> tuple[dict, list[AwardPaper]]:
    """What a pack would say now, and its papers, not drawn yet."""
    data = sources.of(award)
    found = Material(phase, data)
    papers = list(pack_papers(found))
    told = [
        {"folder": one.folder, "name": one.name, "title": one.title, "only_paid": one.only_paid,
         "held": [[who.kind, who.name, who.place, who.amount] for who in one.held]}
        for one in papers
    ]  # fmt: skip
    listed = [[who.kind, who.name, who.place, who.amount] for who in held_in(found.awarded)]
    lacks = lacks_of(data, left_out(phase, award, data))
    return {"sources": data, "listed": listed, "papers": told, "lacks": lacks}, papers


def hash_of(content: Data) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def draw_pack(
    phase: Phase, award: Award, sources: Sources, progress: Callable[[int, int], None] = lambda done, total: None
) -> DrawnPack:
    """Draws every paper as PDF and Word and puts them into one file. Raises Unprintable, PaperEngineMissing."""
    content, papers = content_of(phase, award, sources)
    sha256 = hash_of(content)
    attached = list(attached_files(content["sources"]))
    index = ListPaper(contents_facts(Material(phase, content["sources"]), content, sha256, attached))
    drawn: list[tuple[str, bytes]] = []
    every = [(CONTENTS, index), *((f"{one.folder}/{one.name}", one.document) for one in papers)]
    for path, document in every:
        pdf, word = document.pdf_and_docx()
        drawn += [(f"{path}.pdf", pdf), (f"{path}.docx", word)]
        progress(len(drawn) // 2, len(every) + 1)
    drawn += [(path, read_sealed(file.path)) for path, file in attached]
    return DrawnPack(content, sha256, zipped(drawn))


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in one; equal files give equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for path, content in files:
            kept.writestr(zipfile.ZipInfo(path, FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def files_in(pack: bytes) -> list[tuple[str, bytes]]:
    """The files of a pack by their paths, in its order."""
    with zipfile.ZipFile(BytesIO(pack)) as kept:
        return [(name, kept.read(name)) for name in kept.namelist()]


def attached_files(data: Data) -> Iterator[tuple[str, KeptFile]]:
    """The papers of each dossier in a folder of its own: what was uploaded, and what the portal has made for it."""
    keys = [paper["pk"] for dossier in data["dossiers"] for paper in dossier["papers"]]
    papers = DossierPaper.objects.select_related("file").prefetch_related("made__pdf", "made__word").in_bulk(keys)
    for dossier in data["dossiers"]:
        folder = f"{DOSSIERS}/ho-so-{dossier['number']:02}-{plain(dossier['unit'])}"
        for place, told in enumerate(dossier["papers"], start=1):
            for file in files_of(papers[told["pk"]]):
                ending = PurePosixPath(file.name).suffix
                yield f"{folder}/{place:02}-{plain(told['label'])[:60].strip('-')}{ending}", file


def files_of(paper: DossierPaper) -> list[KeptFile]:
    """What there is of a paper on the disk."""
    if paper.state == PaperState.UPLOADED:
        return [paper.file]
    made = (
        [one for one in paper.made.all() if one.sha256 == paper.sha256] if paper.state == PaperState.GENERATED else []
    )
    return [made[-1].pdf, made[-1].word] if made else []


def plain(words: str) -> str:
    """ "Tổ dân phố số 8" as a file's name: "to-dan-pho-so-8"."""
    return slugify(fold(words))


# The table of contents


def contents_facts(found: Material, content: Data, sha256: str, attached: Sequence[tuple[str, KeptFile]]) -> ListFacts:
    """What lies where, how many each paper names, and what is missing."""
    rows = [
        (f"{number}", one.title, one.path.rpartition("/")[0], *one.figures)
        for number, one in enumerate(cross_check(content), start=1)
    ]
    own = [(f"{number}", path.partition("/")[2]) for number, (path, _) in enumerate(attached, start=1)]
    tables = [table_of("I. GIẤY TỜ CHUNG (mỗi giấy một tệp PDF, một tệp Word)", CONTENT_COLUMNS, rows)]
    tables += [table_of("II. GIẤY TỜ CỦA TỪNG HỒ SƠ", ATTACHED_COLUMNS, own)] if own else []
    return ListFacts(
        letter=found.proposing_letter("ML"),
        kind="MỤC LỤC",
        subject=f"Bộ giấy tờ đề nghị {found.given.about(found.awarded)}",
        opening=tuple(f"Còn thiếu: {lack}" for lack in content["lacks"]),
        tables=tuple(tables),
        closing=(f"Mã nội dung của bộ giấy tờ: {sha256[:12]}.",),
    )


# Checking


@dataclass(frozen=True)
class CheckRow:
    """One paper of a pack beside the list; `figures` are counts of collectives, people, households, and the money."""

    title: str
    path: str
    check: Check | None  # None where it names nobody

    @property
    def figures(self) -> tuple[str, str, str, str]:
        if self.check is None:
            return ("–",) * 4
        total = "–" if self.check.total is None else thousands(self.check.total)
        first, second, third = map(thousands, self.check.counts)
        return first, second, third, total


def cross_check(content: Data) -> list[CheckRow]:
    """The same list counted in every paper, from what each paper was made to hold."""
    listed = [Held(*one) for one in content["listed"]]
    rows = []
    for paper in content["papers"]:
        held = [Held(*one) for one in paper["held"]]
        names_nobody = paper["name"] == "bang-tong-hop"
        check = None if names_nobody else checked(listed, held, only_paid=paper["only_paid"])
        rows.append(CheckRow(paper["title"], f"{paper['folder']}/{paper['name']}", check))
    return rows


def changes_since(pack: Pack, sources: Sources) -> list[Difference]:
    """What papers would say otherwise today; the reading may serve several packs of the phase."""
    old, new = pack.content["sources"], as_json(sources.of(pack.award))
    gone = {one["key"] for one in old["lines"]} - {one["key"] for one in new["lines"]}
    return differences(old, new, gone=gone_because(gone))


def as_json(data: Data) -> Data:
    """As it comes back from the database."""
    return json.loads(json.dumps(data))


def stale_packs(phase: Phase) -> list[tuple[Pack, list[Difference]]]:
    """The last packs of a phase that no decision was signed after, each with what no longer fits."""
    packs = list(Pack.objects.latest().unsettled().filter(phase=phase).for_page())
    if not packs:
        return []
    sources = sources_of(phase)
    return [(pack, changes_since(pack, sources)) for pack in packs]


def pack_badges(phase: Phase) -> dict[int, Badge]:
    """By award how its last pack stands; one that was settled by a decision stays as it is."""
    changed = {pack.pk: changes for pack, changes in stale_packs(phase)}
    latest = Pack.objects.latest().filter(phase=phase)
    return {
        award: pack_badge(pk in changed, len(changed.get(pk, []))) for pk, award in latest.values_list("pk", "award")
    }

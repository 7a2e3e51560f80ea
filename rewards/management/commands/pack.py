"""Writes the packs of papers of a phase into one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.kit.sealed_files import read_sealed
from emulation.management.arguments import phase_of
from rewards.facts.packs import draw_pack, files_in, plain, sources_of, zipped
from rewards.models import Award, Pack


class Command(BaseCommand):
    help = "Ghi bộ giấy tờ trình khen thưởng của một đợt thành tệp ZIP: mỗi hình thức, danh hiệu một thư mục."

    def add_arguments(self, parser):
        parser.add_argument("--phase", required=True, help="mã đợt, ví dụ dong-tam-2022/1")
        parser.add_argument("--out", required=True, type=Path, help="tệp ZIP sẽ ghi")
        parser.add_argument("--award", type=int, help="chỉ hình thức, danh hiệu mang số này")

    def handle(self, *, phase, out, award, **options):
        phase = phase_of(phase)
        sources = sources_of(phase)
        kept = {pack.award_id: pack for pack in Pack.objects.settled().filter(phase=phase).select_related("file")}
        chosen = awards_of(phase, award, sources, kept)
        files, lacks = [], []
        for one in chosen:
            pack, missing = pack_of(phase, one, sources, kept.get(one.pk))
            folder = "" if award else f"{one.number:02}-{plain(one.name)}/"
            files += [(f"{folder}{path}", content) for path, content in files_in(pack)]
            lacks += [f"{one}: {lack}" for lack in missing]
        try:
            out.write_bytes(zipped(files))
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}.") from error
        self.stdout.write(f"Đã ghi bộ giấy tờ của {len(chosen)} hình thức, danh hiệu vào {out}.")
        if lacks:
            raise CommandError(
                "Bộ giấy tờ còn là bản nháp, vì:\n" + "\n".join(f"- {lack}" for lack in lacks), returncode=2
            )


def pack_of(phase, award: Award, sources, kept: Pack | None) -> tuple[bytes, list[str]]:
    """The pack as it is drawn now, and what it lacks; of an award that is decided the one that was kept."""
    if kept and award.pk not in awards_named(sources):
        return read_sealed(kept.file.path), []
    try:
        drawn = draw_pack(phase, award, sources)
    except (Unprintable, PaperEngineMissing) as refusal:
        raise CommandError(str(refusal)) from refusal
    return drawn.file, drawn.content["lacks"]


def awards_named(sources) -> set[int]:
    """The awards somebody is still proposed for."""
    return {row["award"] for row in sources.rows}


def awards_of(phase, number: int | None, sources, kept: dict[int, Pack]) -> list[Award]:
    """The award asked for, or all that have somebody or a kept pack; raises CommandError where there is none."""
    given = Award.objects.given_in(phase).order_by("number")
    if number is not None:
        if not (chosen := list(given.filter(number=number))):
            raise CommandError(f"Đợt này không có hình thức, danh hiệu số {number}.")
        return chosen
    if not (chosen := [one for one in given if one.pk in awards_named(sources) | kept.keys()]):
        raise CommandError(
            "Chưa có đề nghị nào đủ điều kiện trong đợt này, nên chưa có giấy tờ nào để ghi. "
            "Hãy lập hồ sơ, thẩm định và họp Hội đồng trước."
        )
    return chosen

"""Writes the packs of papers of a phase into one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from emulation.kit.documents import PaperEngineMissing, Unprintable
from emulation.management.arguments import phase_of
from rewards.facts.packs import draw_pack, files_in, plain, sources_of, zipped
from rewards.models import Award


class Command(BaseCommand):
    help = "Ghi bộ giấy tờ trình khen thưởng của một đợt thành tệp ZIP: mỗi hình thức, danh hiệu một thư mục."

    def add_arguments(self, parser):
        parser.add_argument("--phase", required=True, help="mã đợt, ví dụ dong-tam-2022/1")
        parser.add_argument("--out", required=True, type=Path, help="tệp ZIP sẽ ghi")
        parser.add_argument("--award", type=int, help="chỉ hình thức, danh hiệu mang số này")

    def handle(self, *, phase, out, award, **options):
        phase = phase_of(phase)
        sources = sources_of(phase)
        chosen = awards_of(phase, award, sources)
        files, lacks = [], []
        for one in chosen:
            try:
                drawn = draw_pack(phase, one, sources)
            except (Unprintable, PaperEngineMissing) as refusal:
                raise CommandError(str(refusal)) from refusal
            folder = "" if award else f"{one.number:02}-{plain(one.name)}/"
            files += [(f"{folder}{path}", content) for path, content in files_in(drawn.file)]
            lacks += [f"{one}: {lack}" for lack in drawn.content["lacks"]]
        try:
            out.write_bytes(zipped(files))
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {out}.") from error
        self.stdout.write(f"Đã ghi bộ giấy tờ của {len(chosen)} hình thức, danh hiệu vào {out}.")
        if lacks:
            raise CommandError(
                "Bộ giấy tờ còn là bản nháp, vì:\n" + "\n".join(f"- {lack}" for lack in lacks), returncode=2
            )


def awards_of(phase, number: int | None, sources) -> list[Award]:
    """The award asked for, or all that have somebody; raises CommandError where there is none."""
    given = Award.objects.given_in(phase).order_by("number")
    if number is not None:
        if not (chosen := list(given.filter(number=number))):
            raise CommandError(f"Đợt này không có hình thức, danh hiệu số {number}.")
        return chosen
    named = {row["award"] for row in sources.rows}
    if not (chosen := [one for one in given if one.pk in named]):
        raise CommandError(
            "Chưa có đề nghị nào đủ điều kiện trong đợt này, nên chưa có giấy tờ nào để ghi. "
            "Hãy lập hồ sơ, thẩm định và họp Hội đồng trước."
        )
    return chosen

"""A phase whose awards have gone through the council, and what a pack holds."""

from emulation.kit.sealed_files import read_sealed
from emulation.models import KeptFile, Phase
from rewards.actions.packs import keep_pack
from rewards.facts.packs import as_json, content_of, files_in, hash_of, sources_of
from rewards.models import Award, Pack


def award_numbered(phase, number: int) -> Award:
    return Award.objects.for_page().get(campaign=phase.campaign, number=number)


def files_of(pack: Pack) -> dict[str, bytes]:
    """The files of a pack by their paths."""
    return dict(files_in(read_sealed(pack.file.path)))


def laid_pack(phase: Phase, award: Award, file: KeptFile, *, by) -> Pack:
    """A pack kept as its job keeps it, with some file in the place of its papers, so that none is drawn."""
    content = as_json(content_of(phase, award, sources_of(phase))[0])
    return keep_pack(phase, award, content, hash_of(content), file, by=by)

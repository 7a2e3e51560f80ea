"""Writing down what a second look has shown."""

from django.db import transaction

from emulation.kit import audit, clock
from emulation.models import Phase

from ..models import PatternNote
from ..queries.patterns import patterns


class PatternRefused(ValueError):
    """A note that cannot be; the message is a Vietnamese sentence that says what to do next."""


@transaction.atomic
def note_pattern(phase: Phase, key: str, *, words: str, by) -> PatternNote:
    """Notes what somebody has seen behind one of the phase's conspicuous shapes; a later note takes the place of it.

    Nobody notes what is about the own keying. The words may name people: the trail does not repeat them.
    """
    if not words.strip():
        raise PatternRefused("Hãy ghi ngắn gọn đã xem phiếu nào và thấy gì.")
    found = next((one for one in patterns(phase) if one.key == key), None)
    if found is None:
        raise PatternRefused("Điều này không còn như lúc bạn mở trang. Hãy xem lại danh sách.")
    if found.author == by.pk:
        raise PatternRefused("Đây là phiếu do chính bạn nhập. Hãy để người khác của thường trực xem và ghi.")
    values = {"words": words.strip(), "noted_at": clock.now(), "noted_by": by}
    note, _ = PatternNote.objects.update_or_create(phase=phase, key=key, defaults=values)
    audit.record("ghi điều đã xem", note, by=by, after={"kind": found.kind, "sheets": len(found.homes)})
    return note

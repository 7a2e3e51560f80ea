"""The certificate that somebody outside asks about: by its random id, or by number and check code together."""

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from ..models import Certificate, Decision
from ..rules.verification import ID, bare_code

NOBODYS = "00000000"  # no check code has a zero


def shown() -> QuerySet[Certificate]:
    """Certificates with all that decides how they stand, in one statement."""
    found = Certificate.objects.with_decision().select_related("line__ended_by", "line__decision__ward", "replacement")
    return found.defer("line__decision__content", "line__decision__about__content", "line__ended_by__content")


def certificate_by_id(public_id: str) -> Certificate | None:
    return shown().filter(public_id=public_id).first() if ID.match(public_id) else None


def certificate_by_number(number: int, year: int, code: str) -> Certificate | None:
    """The one of all registers whose number and check code are both right.

    A wrong code takes as long as a wrong number: every candidate is compared, in constant time, and where there is
    none the code is compared all the same.
    """
    right, typed = None, bare_code(code)
    for one in [*shown().filter(number=number, year=year), None]:
        if constant_time_compare(one.check_code if one else NOBODYS, typed) and one:
            right = one
    return right


def what_ended(certificate: Certificate) -> Decision | None:
    """The decision that ended its line; of one that was corrected, what became of the line in its place."""
    line = certificate.line
    while line.ended_by and (later := line.ended_by.lines.filter(replaces=line).exclude(ended_by=None).first()):
        line = later
    return line.ended_by

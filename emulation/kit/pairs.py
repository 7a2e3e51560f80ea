"""What stands together or not at all: a moment or a day, and who."""

from django.db.models import Q


def pair(moment: str, person: str) -> Q:
    """The condition that both columns are empty or neither is."""
    return Q(**{moment: None, person: None}) | Q(**{f"{moment}__isnull": False, f"{person}__isnull": False})

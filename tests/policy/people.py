"""Who stands behind a column of the tables of policy."""

from emulation.actions.people import grant_role
from emulation.models import User


def person_at(unit, kind, name) -> User:
    """Who is called so, made with this one role where nobody is yet."""
    found = User.objects.filter(username=name).first()
    if found is None:
        found = User.objects.create_user(name, password="mot-mat-khau-dai", full_name=name)
        grant_role(found, unit, kind, by=None)
    return found

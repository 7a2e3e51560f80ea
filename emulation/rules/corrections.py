"""What a request for correction asks for, read like a cell of a household list: one way for all entrances."""

from datetime import date

from ..choices import CorrectedField, Gender, Relation
from .cells import Wrong, birth, citizen_id, person_name

GENDERS = {str(one.label): one.value for one in Gender}
RELATIONS = {str(one.label): one.value for one in Relation if one != Relation.HEAD}


def corrected_values(field: str, text: str, today: date) -> dict[str, object]:
    """The columns of a person that the text puts right; raises Wrong with a Vietnamese sentence."""
    if field == CorrectedField.FULL_NAME:
        return {"full_name": person_name(text).value}
    if field == CorrectedField.BIRTH:
        born = birth(text, today).value
        return {"born_on": born.on, "is_birth_year_only": born.year_only}
    if field == CorrectedField.CITIZEN_ID:
        return {"citizen_id": citizen_id(text).value}
    return {field: choice(text, GENDERS if field == CorrectedField.GENDER else RELATIONS)}


def choice(text: str, known: dict[str, str]) -> str:
    """The code of one of the words a page offers."""
    found = {label.casefold(): code for label, code in known.items()}.get(text.strip().casefold())
    if found is None:
        raise Wrong(f"Hãy ghi một trong: {', '.join(known)}.")
    return found

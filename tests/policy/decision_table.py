"""Who gets what from the pages of decisions, beside `table.py` because some of the columns are other people.

The draft was prepared by the clerk; `principal` works at a school of the ward. Cells are as there.
"""

DECISIONS = """
                               anonymous nobody administrator chairman standing clerk   officer principal
rewards:decisions              login     404    403           200/405  200/405  200/405 403     403
rewards:decision_new           login     404    403           403      200/302  200/302 403     403
rewards:superior_new           login     404    403           403      200/200  200/200 403     403
rewards:decision               login     404    403           200/405  200/405  200/405 404     404
rewards:decision_texts         login     404    403           403      200/200  200/200 404     404
rewards:decision_update        login     404    403           403      405/302  405/302 404     404
rewards:decision_add           login     404    403           403      405/302  405/302 404     404
rewards:decision_take_out      login     404    403           403      405/302  405/302 404     404
rewards:decision_line          login     404    403           403      200/200  200/200 404     404
rewards:decision_drop          login     404    403           403      405/302  405/302 404     404
rewards:decision_paper         login     404    403           200/302  200/302  200/302 404     404
rewards:decision_record        login     404    403           200/200  200/200  200/200 404     404
rewards:decision_scan          login     404    403           405/302  405/302  405/302 404     404
rewards:decision_file          login     404    403           200/405  200/405  200/405 404     404
rewards:decision_later         login     404    403           403      200/200  200/200 404     404
rewards:decision_register      login     403    403           200/405  200/405  200/405 403     200/405
rewards:decision_register_file login     403    403           200/405  200/405  200/405 403     200/405
"""

ROLES = DECISIONS.strip().splitlines()[0].split()


def column(role: str, *, posting: bool = False) -> dict[str, int | str]:
    """One person's answers by address, for reading or for posting."""
    found = {}
    for line in DECISIONS.strip().splitlines()[1:]:
        name, *cells = line.split()
        answer = cells[ROLES.index(role)].split("/")[-1 if posting else 0]
        found[name] = int(answer) if answer.isdecimal() else answer
    return found

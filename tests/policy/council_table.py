"""Who gets what from the pages of councils, beside `table.py` because some of the columns are other people.

`member` sits on the council and has an account without a role; `principal` works at a school of the ward, which has a
council of its own. Cells are as there.
"""

COUNCIL = """
                         anonymous nobody administrator chairman standing clerk   officer member  principal
rewards:councils         login     403    403           200/405  200/405  200/405 403     200/405 200/405
rewards:council_new      login     403    403           403      200      403     403     403     200
rewards:council          login     404    403           200/405  200/405  200/405 404     200/405 404
rewards:council_change   login     404    403           403      200      403     404     403     404
rewards:seat_add         login     404    403           403      200      403     404     403     404
rewards:seat_change      login     404    403           403      200      403     404     403     404
rewards:meeting_call     login     404    403           403      200      403     404     403     404
rewards:meeting          login     404    403           200/405  200/405  200/405 404     200/405 404
rewards:meeting_change   login     404    403           403      200      403     404     403     404
rewards:agenda           login     404    403           403      200/302  403     404     403     404
rewards:agenda_drop      login     404    403           403      405/302  403     404     403     404
rewards:attendance       login     404    403           403      200      403     404     403     404
rewards:conflicts        login     404    403           200/405  200/405  200/405 404     200/405 404
rewards:conflicts_answer login     404    403           403      405/302  403     404     403     404
rewards:set_aside        login     404    403           403      405/302  403     404     403     404
rewards:votes            login     404    403           200/405  200/405  200/405 404     200/405 404
rewards:votes_save       login     404    403           403      405/302  405/302 404     403     404
rewards:votes_fill       login     404    403           403      405/302  405/302 404     403     404
rewards:tie_decide       login     404    403           403      405/302  403     404     403     404
rewards:ballots_count    login     404    403           403      405/200  405/200 404     403     404
rewards:ballots_confirm  login     404    403           405/302  405/302  405/302 404     405/302 404
rewards:meeting_step     login     404    403           403      405/302  403     404     403     404
rewards:meeting_paper    login     404    403           200/302  200/302  200/302 404     200/302 404
"""

ROLES = COUNCIL.strip().splitlines()[0].split()


def column(role: str, *, posting: bool = False) -> dict[str, int | str]:
    """One person's answers by address, for reading or for posting."""
    found = {}
    for line in COUNCIL.strip().splitlines()[1:]:
        name, *cells = line.split()
        answer = cells[ROLES.index(role)].split("/")[-1 if posting else 0]
        found[name] = int(answer) if answer.isdecimal() else answer
    return found

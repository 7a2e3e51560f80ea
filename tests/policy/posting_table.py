"""Who gets what from the pages of postings, beside `table.py`: a posting needs a council that has met.

`principal` works at a school of the ward, which has postings of its own. Cells are as there.
"""

POSTING = """
                         anonymous nobody administrator chairman standing clerk   officer principal
rewards:postings         login     404    403           200/405  200/405  200/405 403     403
rewards:posting_draw     login     404    403           403      405/302  403     403     403
rewards:posting          login     404    403           200/405  200/405  200/405 404     404
rewards:posting_edit     login     404    403           403      200      403     404     404
rewards:posting_letter   login     404    403           403      200/302  403     404     404
rewards:posting_step     login     404    403           403      405/302  403     404     404
rewards:posting_close    login     404    403           403      200      403     404     404
rewards:posting_paper    login     404    403           200/302  200/302  200/302 404     404
rewards:objection_add    login     404    403           403      200      200     404     404
rewards:objection        login     404    403           200/405  200/405  200/405 404     404
rewards:objection_answer login     404    403           403      200      403     404     404
rewards:objection_change login     404    403           403      200      200     404     404
rewards:objection_keep   login     404    403           403      405/302  403     404     404
rewards:posted_list      200/405   200/405 200/405      200/405  200/405  200/405 200/405 200/405
"""

ROLES = POSTING.strip().splitlines()[0].split()


def column(role: str, *, sending: bool = False) -> dict[str, int | str]:
    """One person's answers by address, for reading or for sending."""
    found = {}
    for line in POSTING.strip().splitlines()[1:]:
        name, *cells = line.split()
        answer = cells[ROLES.index(role)].split("/")[-1 if sending else 0]
        found[name] = int(answer) if answer.isdecimal() else answer
    return found

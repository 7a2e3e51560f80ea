"""Who gets what from the pages of certificates and registers of a ward; `principal` works at a school of it.

Cells are those of `table.py`.
"""

CERTIFICATES = """
                            anonymous nobody administrator chairman standing clerk   officer principal
rewards:certificate_checks  login     404    403           200/405  200/405  200/405 404     404
rewards:certificate_issue   login     404    403           403      405/302  405/302 404     404
rewards:proof_sheet         login     404    403           200/405  200/405  200/405 404     404
rewards:proof_sign          login     404    403           403      405/302  405/302 404     404
rewards:print_run_new       login     404    403           403      200      200     404     404
rewards:print_run           login     404    403           200/405  200/405  200/405 404     404
rewards:print_run_step      login     404    403           403      405/302  405/302 404     404
rewards:award_registers     login     403    403           200/405  200/405  200/405 403     200/405
rewards:register_settings   login     404    403           403      200      403     404     404
rewards:award_register      login     404    403           200/405  200/405  200/405 404     404
rewards:register_file       login     404    403           200/405  200/405  200/405 404     404
rewards:register_stock      login     404    403           403      405/302  405/302 404     404
rewards:certificate         login     404    403           200/405  200/405  200/405 404     404
rewards:certificate_step    login     404    403           403      405/302  403     404     404
"""

ROLES = CERTIFICATES.strip().splitlines()[0].split()


def column(role: str, *, posting: bool = False) -> dict[str, int | str]:
    """One person's answers by address, for reading or for posting."""
    found = {}
    for line in CERTIFICATES.strip().splitlines()[1:]:
        name, *cells = line.split()
        answer = cells[ROLES.index(role)].split("/")[-1 if posting else 0]
        found[name] = int(answer) if answer.isdecimal() else answer
    return found

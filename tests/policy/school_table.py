"""Who gets what from the pages of a school's targets, and what people of a school get from all the others.

Pages that a ward's campaign has as well stand here as "own:", for the school's own campaign.

Beside `table.py`, because the columns are other people: those of the ward the school lies in, those of the school, and
the principal of another school of the same ward. Cells are as there.
"""

TARGETS = """
                         anonymous nobody  clerk   standing chairman officer principal school_staff elsewhere
scoring:target_overview  login     403     200/405 200/405  200/405  200/405 200/405   200/405      200/405
scoring:targets          login     404     200/405 200/405  200/405  404     200/405   200/405      404
scoring:target           login     404     200/405 200/405  200/405  404     200/405   200/405      404
scoring:reading_add      login     404     403     403      403      404     200/302   200/302      404
scoring:reading_correct  login     404     403     403      403      404     200/302   200/302      404
scoring:reading_approve  login     404     403     403      403      404     405/302   403          404
scoring:target_phase         login 404     200/405 200/405  200/405  404     200/405   200/405      404
scoring:target_phase_close   login 404     403     403      403      404     405/302   403          404
scoring:target_phase_reopen  login 404     403     403      403      404     405/302   403          404
own:launch_check             login 404     403     200/405  403      404     200/405   403          404
own:open_next_phase          login 404     403     405/302  403      404     405/302   403          404
own:chapter_chi-tieu         login 404     403     200/405  403      404     200/405   403          404
own:setup_target_new         login 404     403     200      403      404     200       403          404
own:setup_target             login 404     403     200      403      404     200       403          404
own:setup_target_remove      login 404     403     405/302  403      404     405/302   403          404
scoring:reading_return   login     404     403     403      403      404     200/302   403          404
scoring:reading_file     login     404     200/405 200/405  200/405  404     200/405   200/405      404
scoring:reading_count    login     404     403     403      403      404     200/302   200/302      404
scoring:staff_grid       login     404     200/405 200/405  200/405  404     200/405   200/405      404
scoring:staff_save       login     404     403     403      403      404     405/302   405/302      404
scoring:staff_rows       login     404     403     403      403      404     405/200   405/200      404
scoring:staff_exempt     login     404     403     403      403      404     200/302   200/302      404
scoring:staff_exemption_lift login 404     403     403      403      404     200/302   200/302      404
scoring:staff_items      login     404     403     403      403      404     200/302   200/302      404
scoring:staff_item_change login    404     403     403      403      404     200/302   200/302      404
scoring:staff_item_move  login     404     403     403      403      404     405/302   405/302      404
scoring:staff_item_remove login    404     403     403      403      404     405/302   405/302      404
scoring:initiative_overview login  403     200/405 200/405  200/405  200/405 200/405   200/405      200/405
scoring:initiatives      login     404     200/405 200/405  200/405  404     200/405   200/405      404
scoring:initiative_add   login     404     403     403      403      404     200/302   200/302      404
scoring:initiative       login     404     200/405 200/405  200/405  404     200/405   200/405      404
scoring:initiative_change login    404     403     403      403      404     200/302   200/302      404
scoring:initiative_approve login   404     403     403      403      404     405/302   403          404
scoring:initiative_withdraw login  404     403     403      403      404     200/302   200/302      404
scoring:initiative_file  login     404     200/405 200/405  200/405  404     200/405   200/405      404
"""

# Of reports: a draft that school_staff has written, an approved one to be sent, a sent one with its scan.
REPORTS = """
                         anonymous nobody  clerk   standing chairman officer principal school_staff elsewhere
rewards:reports_due      login     403     200/405 200/405  200/405  200/405 200/405   200/405      200/405
rewards:target_reports   login     404     200/405 200/405  200/405  404     200/405   200/405      404
rewards:report_start     login     404     403     403      403      404     405/302   405/302      404
rewards:target_report    login     404     404     404      404      404     200/405   200/405      404
rewards:report_texts     login     404     404     404      404      404     200       200          404
rewards:report_approve   login     404     404     404      404      404     405/302   403          404
rewards:report_paper     login     404     404     404      404      404     200/405   200/405      404
rewards:report_word      login     404     404     404      404      404     200/405   200/405      404
rewards:report_send      login     404     404     404      404      404     200       200          404
rewards:report_return    login     404     404     404      404      404     405/302   405/302      404
rewards:report_scan      login     404     200/405 200/405  200/405  404     200/405   200/405      404
rewards:report_replace   login     404     403     403      403      404     405/302   405/302      404
"""

# Every other address of the portal that opens for the principal of a school; all that is not here is 403, 404 or 405.
OPEN_FOR_PRINCIPALS = {
    "home",
    "scoring:plan",
    "scoring:campaigns",
    "emulation:calendar",
    "emulation:units",
    "emulation:staff",
    "emulation:staff_workbook",
    "emulation:staff_add",
    "emulation:staff_change",
    "emulation:staff_leave",
    "emulation:staff_return",
    "emulation:staff_import",
    "emulation:staff_template",
    "rewards:awards",  # of the ward's campaign too: a school proposes its own people there
    "rewards:nominations",
    "rewards:nomination_add",
    "rewards:dossiers",
    "rewards:dossier_make",
    "rewards:history",
    "rewards:history_import",
    "rewards:history_template",
    "rewards:layouts",
    "rewards:layout_new",
    "rewards:design_picture",
    "rewards:printer_new",
    "scoring:code_door",  # the public page where a household types the code of its slip
    "rewards:handovers",
    "rewards:look_up",
}
# Principals prepare campaigns of their own school, in the three ways there are.
OPEN_FOR_PRINCIPALS_ALONE = {
    "scoring:campaign_new", "scoring:campaign_draft", "scoring:plan_file", "scoring:campaign_copy",
}  # fmt: skip


# An act on many nominations reaches those of the school's own units alone; of the ward's there are none.
POSTS_FOR_PRINCIPALS = {"rewards:nomination_acts", "rewards:handover_many"}
CLOSED = {403, 404, 405}

ROLES = TARGETS.strip().splitlines()[0].split()


def column(role: str, posting: bool = False, table: str = TARGETS) -> dict[str, int | str]:
    """One person's answers by address, for reading or for posting."""
    found = {}
    for line in table.strip().splitlines()[1:]:
        name, *cells = line.split()
        answer = cells[ROLES.index(role)].split("/")[-1 if posting else 0]
        found[name] = int(answer) if answer.isdecimal() else answer
    return found

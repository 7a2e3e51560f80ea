"""Who gets what from every address of the portal: the one table to read before giving anybody a new page.

The columns are people. `officer` works for the neighbourhood of the household in question, `other` for a neighbouring
one, `nobody` has an account without a role, `disabled` was logged in when the account was closed; imports and jobs
belong to the clerk. `login` is the way to the login page, every number the status of the answer: 403 for what one may
see but not do, 404 for what is not one's own, 405 for the wrong method. Two answers are for reading and for posting.
"""

TABLE = """
                                      anonymous disabled nobody  administrator chairman standing clerk   officer other
home                                  login     login    200/405 200/405       200/405  200/405  200/405 200/405 200/405
emulation:households                  login     login    200/405 200/405       200/405  200/405  200/405 200/405 200/405
emulation:household                   login     login    404     200/405       200/405  200/405  200/405 200/405 404
emulation:household_import            login     login    403     403           403      200/302  200/302 200/302 200/302
emulation:household_template          login     login    403     403           403      200/405  200/405 200/405 200/405
emulation:household_import_preview    login     login    404     404           404      404      200/405 404     404
emulation:household_import_save       login     login    404     404           404      404      405/302 404     404
emulation:household_imports           login     login    403     403           403      200/405  200/405 200/405 200/405
emulation:household_import_undo       login     login    404     404           404      404      403/302 404     404
emulation:household_import_wrong_rows login     login    404     404           404      404      404/405 404     404
emulation:job                         login     login    404     404           404      404      200/405 404     404
emulation:job_file                    login     login    404     404           404      404      200/405 404     404
scoring:plan                          login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
scoring:sheets                        login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:sheet                         login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:sheet_save                    login     login    404     403           403      405/302  405/302 405/302 404
scoring:sheet_rows                    login     login    404     403           403      405/200  405/200 405/200 404
scoring:sheet_company                 login     login    404     403           403      405/200  405/200 405/200 404
scoring:note_save                     login     login    404     403           403      405/302  405/302 405/302 404
scoring:note_settle                   login     login    404     403           403      405/302  405/302 405/302 404
scoring:results                       login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
scoring:results_workbook              login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
scoring:unit_result                   login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:unit_coaching                 login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:unit_coaching_workbook        login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:patterns                      login     login    404     403           200/405  200/405  200/405 403     403
scoring:pattern_note                  login     login    404     403           403      405/302  403     403     403
rewards:certificates                  login     login    404     403           200/405  200/405  200/405 403     403
rewards:certificate_preview           login     login    404     403           403      405/302  405/302 403     403
rewards:report                        login     login    404     403           403      200/405  200/405 403     403
rewards:report_order                  login     login    404     403           403      405/302  405/302 403     403
emulation:calendar                    login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
emulation:linked_calendar             404       404      404     404           404      404      404     404     404
emulation:units                       login     login    403     200/405       200/405  200/405  200/405 200/405 200/405
emulation:unit                        login     login    404     200/405       200/405  200/405  200/405 200/405 404
emulation:unit_rename                 login     login    404     200           403      200      403     403     404
emulation:unit_merge                  login     login    404     200           403      200      403     403     404
emulation:unit_split                  login     login    404     200           403      200      403     403     404
scoring:counted                       login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:deadlines                     login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
scoring:late_entry_grant              login     login    404     403           403      405/200  403     403     403
scoring:late_entry_revoke             login     login    404     403           403      405/302  403     403     403
scoring:calendar_link                 login     login    404     405/302       405/302  405/302  405/302 405/302 405/302
scoring:calendar_link_revoke          login     login    404     405/302       405/302  405/302  405/302 405/302 405/302
scoring:exemptions                    login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:member_exempt                 login     login    404     403           403      200      200     200     404
scoring:exemption_settle              login     login    404     403           403      405/302  403     403     404
scoring:exemption_lift                login     login    404     403           403      405/302  405/302 405/302 404
scoring:checklists                    login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:checklist                     login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:checklist_save                login     login    404     403           403      405/302  405/302 405/302 404
scoring:checklist_rows                login     login    404     403           403      405/400  405/400 405/400 404
scoring:rules                         login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
scoring:rules_change                  login     login    404     403           403      200      403     403     403
scoring:phase_comparison              login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
scoring:register                      login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:print_sheets                  login     login    404     403           403      200/302  200/302 200/302 200
scoring:unit_register                 login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:register_mark                 login     login    404     403           403      405/302  405/302 405/302 404
scoring:register_undo                 login     login    404     403           403      405/404  405/302 405/404 404
scoring:register_reminder             login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:missing_list                  login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:paper_find                    login     login    403     403           200/405  200/405  200/405 200/405 200/405
scoring:paper                         login     login    404     403           302/405  302/405  302/405 302/405 404
scoring:paper_detail                  login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:paper_reprint                 login     login    404     403           403      405/302  405/302 405/302 404
scoring:paper_bind                    login     login    404     403           403      405/302  405/302 405/302 404
scoring:paper_unbind                  login     login    404     403           403      405/302  405/302 405/302 404
scoring:second_entries                login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:second_rules                  login     login    404     403           403      200      403     403     403
scoring:second_entry                  login     login    404     403           403      302/405  302/405 302/405 404
scoring:second_save                   login     login    404     403           403      405/302  405/302 405/302 404
scoring:second_rows                   login     login    404     403           403      405/400  405/400 405/400 404
scoring:second_differences            login     login    404     403           403      302      302     302     404
scoring:second_drop                   login     login    404     403           403      405/302  405/302 403     404
emulation:household_export            login     login    200/405 200/405       200/405  200/405  200/405 200/405 200/405
emulation:household_workbook          login     login    302/405 200/405       200/405  200/405  200/405 200/405 200/405
emulation:number_export               login     login    403     403           403      405/200  405/200 403     403
scoring:sheets_workbook               login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:exemptions_workbook           login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:counted_workbook              login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:unit_result_workbook          login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:offline                       login     login    404     403           403      200/302  200/302 200/302 404
scoring:offline_book                  login     login    404     403           403      200/405  200/405 200/405 404
scoring:offline_preview               login     login    404     404           404      404      200/405 404     404
scoring:offline_wrong                 login     login    404     404           404      404      200/405 404     404
scoring:offline_save                  login     login    404     404           404      404      405/302 404     404
scoring:phase_closing                 login     login    404     403           403      200/405  403     403     403
scoring:phase_close                   login     login    404     403           403      405/302  403     403     403
scoring:phase_reopen                  login     login    404     403           403      405/302  403     403     403
scoring:campaigns                     login     login    403     200/405       200/405  200/405  200/405 200/405 200/405
scoring:campaign_new                  login     login    403     200/405       403      200/405  403     403     403
scoring:campaign_draft                login     login    403     200           403      200      403     403     403
scoring:plan_file                     login     login    403     200           403      200      403     403     403
scoring:campaign_copy                 login     login    403     200           403      200      403     403     403
scoring:plan_file_load                login     login    403     405/302       403      405/302  403     403     403
scoring:chapter_thong-tin             login     login    404     200           403      200      403     403     403
scoring:chapter_can-cu                login     login    404     200           403      200      403     403     403
scoring:chapter_muc-dich              login     login    404     200           403      200      403     403     403
scoring:chapter_yeu-cau               login     login    404     200           403      200      403     403     403
scoring:chapter_doi-tuong             login     login    404     200           403      200      403     403     403
scoring:chapter_noi-dung              login     login    404     200           403      200      403     403     403
scoring:chapter_thoi-gian             login     login    404     200           403      200      403     403     403
scoring:chapter_khen-thuong           login     login    404     200           403      200      403     403     403
scoring:chapter_tieu-chi              login     login    404     200/405       403      200/405  403     403     403
scoring:chapter_to-chuc               login     login    404     200           403      200      403     403     403
scoring:chapter_cam-ket               login     login    404     200           403      200      403     403     403
scoring:chapter_chi-tieu              login     login    404     200/405       403      200/405  403     403     403
scoring:setup_target_new              login     login    404     200           403      200      403     403     403
scoring:setup_target                  login     login    404     200           403      200      403     403     403
scoring:setup_target_remove           login     login    404     403           403      403      403     403     403
scoring:setup_phase_new               login     login    404     200           403      200      403     403     403
scoring:setup_phase                   login     login    404     200           403      200      403     403     403
scoring:setup_rules                   login     login    404     200           403      200      403     403     403
scoring:setup_criteria_new            login     login    404     200           403      200      403     403     403
scoring:setup_criteria                login     login    404     200           403      200      403     403     403
scoring:setup_phase_remove            login     login    404     403           403      403      403     403     403
scoring:setup_criteria_remove         login     login    404     403           403      403      403     403     403
scoring:launch_check                  login     login    404     200/405       403      200/405  403     403     403
scoring:open_next_phase               login     login    404     405/302       403      405/302  403     403     403
emulation:commitments                 login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
emulation:commitment_record           login     login    404     405/200       403      405/200  403     403     403
emulation:commitment_withdraw         login     login    404     405/302       403      405/302  403     403     403
emulation:pledge_list                 login     login    404     200/405       200/405  200/405  200/405 200/405 200/405
emulation:household_add               login     login    403     403           403      200      200     200     200
emulation:household_change            login     login    404     403           403      200      200     200     404
emulation:household_head              login     login    404     403           403      200      200     200     404
emulation:member_add                  login     login    404     403           403      200      200     200     404
emulation:member_change               login     login    404     403           403      200      200     200     404
emulation:member_presence             login     login    404     403           403      200      200     200     404
emulation:member_number               login     login    404     403           403      200      200     200     404
emulation:correction_ask              login     login    404     403           403      200      200     200     404
emulation:household_move              login     login    404     403           403      200      200     403     404
emulation:corrections                 login     login    403     403           200/405  200/405  200/405 200/405 200/405
emulation:event_undo                  login     login    404     403           403      405/302  405/302 405/302 404
emulation:correction_decide           login     login    404     403           405/302  405/302  403     403     404
emulation:correction_withdraw         login     login    404     403           403      403      405/302 403     404
emulation:staff                       login     login    403     200/405       200/405  200/405  200/405 200/405 200/405
emulation:staff_workbook              login     login    403     200/405       200/405  200/405  200/405 200/405 200/405
emulation:staff_add                   login     login    403     403           403      200      200     200     200
emulation:staff_change                login     login    404     403           403      200      200     404     404
emulation:staff_leave                 login     login    404     403           403      200      200     404     404
emulation:staff_return                login     login    404     403           403      200      200     404     404
emulation:staff_import                login     login    403     403           403      200/302  200/302 200     200
emulation:staff_template              login     login    403     403           403      200/405  200/405 200/405 200/405
emulation:staff_import_preview        login     login    404     404           404      404      200/405 404     404
emulation:staff_import_wrong_rows     login     login    404     404           404      404      404/405 404     404
emulation:staff_import_save           login     login    404     404           404      404      405/302 404     404
scoring:approvals                     login     login    404     403           200/405  200/405  200/405 200/405 200/405
scoring:approvals_preview             login     login    404     403           403      200/405  403     403     403
scoring:approve_units                 login     login    404     403           403      405/302  403     403     403
scoring:unit_approval                 login     login    404     403           200/405  200/405  200/405 200/405 404
scoring:unit_sign                     login     login    404     403           403      403      405/200 405/200 404
scoring:unit_take_back                login     login    404     403           403      403      405/200 405/200 404
scoring:unit_return                   login     login    404     403           403      405/200  403     403     404
scoring:unit_withdraw                 login     login    404     403           403      405/200  403     403     404
scoring:household_split               login     login    404     403           403      200      200     200     404
scoring:household_merge               login     login    404     403           403      200      200     403     404
scoring:member_merge                  login     login    404     403           403      200      200     403     404
scoring:phone_links                   login     login    404     403           200/405  200/405  200/405  200/405 404
scoring:phone_slips                   login     login    404     403           403      405/200  405/200  405/200 404
scoring:phone_revoke                  login     login    404     403           403      405/302  405/302  405/302 404
scoring:stay_out                      login     login    404     403           403      405/302  405/302  405/302 404
scoring:self_scores                   login     login    404     403           200/405  200/405  200/405  200/405 404
scoring:self_take                     login     login    404     403           403      405/302  405/302  405/302 404
scoring:self_look                     login     login    404     403           403      405/302  405/302  405/302 404
scoring:code_door                     200       200      200     200           200      200      200      200     200
scoring:token_door                    404       404      404     404           404      404      404      404     404
scoring:own_sheet                     404       404      404     404           404      404      404      404     404
scoring:own_consent                   404       404      404     404           404      404      404      404     404
scoring:own_line                      404       404      404     404           404      404      404      404     404
scoring:own_send                      404       404      404     404           404      404      404      404     404
scoring:own_receipt                   404       404      404     404           404      404      404      404     404
scoring:own_leaving                   404       404      404     404           404      404      404      404     404
scoring:own_return                    404       404      404     404           404      404      404      404     404
scoring:own_exit                      404       404      404     404           404      404      404      404     404
rewards:awards                        login     login    404     403           200/405  200/405  200/405 200/405 200/405
rewards:award_proposal                login     login    404     403           403      200/302  200/302 403     403
rewards:nomination_add                login     login    404     403           403      200      200     200     200
rewards:nominations                   login     login    404     403           200/405  200/405  200/405 200/405 200/405
rewards:nomination_acts               login     login    404     403           403      405/302  405/302 405/302 405/302
rewards:nomination                    login     login    404     403           200/405  200/405  200/405 200/405 404
rewards:nomination_edit               login     login    404     403           403      200      200     200     404
rewards:nomination_tick               login     login    404     403           403      405/302  405/302 405/302 404
rewards:nomination_step               login     login    404     403           403      405/302  405/302 405/302 404
rewards:nomination_override           login     login    404     403           403      405/302  403     403     404
rewards:history                       login     login    403     403           200/405  200/405  200/405 200/405 200/405
rewards:history_import                login     login    403     403           403      200/302  200/302 403     403
rewards:history_template              login     login    403     403           403      200/405  200/405 403     403
rewards:history_import_preview        login     login    404     404           404      404      200/405 404     404
rewards:history_import_save           login     login    404     404           404      404      405/302 404     404
rewards:history_wrong_rows            login     login    404     404           404      404      404/405 404     404
rewards:received_dossiers             login     login    403     403           200/405  200/405  200/405 403     403
rewards:dossiers                      login     login    404     403           200/405  200/405  200/405 200/405 200/405
rewards:dossier_make                  login     login    404     403           403      200/302  200/302 200/302 200/302
rewards:dossier                       login     login    404     403           200/405  200/405  200/405 200/405 404
rewards:dossier_unit_step             login     login    404     403           403      405/302  405/302 405/302 404
rewards:dossier_office_step           login     login    404     403           403      405/302  403     403     404
rewards:dossier_send                  login     login    404     403           403      405/302  403     403     404
rewards:dossier_answer                login     login    404     403           403      405/302  403     403     404
rewards:dossier_copies                login     login    404     403           403      405/302  405/302 405/302 404
rewards:dossier_take_out              login     login    404     403           403      405/302  405/302 405/302 404
rewards:dossier_paper_upload          login     login    404     403           403      405/302  405/302 405/302 404
rewards:dossier_paper_waive           login     login    404     403           403      405/302  405/302 405/302 404
rewards:dossier_paper_clear           login     login    404     403           403      405/302  405/302 405/302 404
rewards:dossier_file                  login     login    404     403           200/405  200/405  200/405 200/405 404
rewards:handovers                     login     login    404     403           200/405  200/405  200/405 200/405 200/405
rewards:handover_many                 login     login    404     403           403      405/302  405/302 405/302 405/302
rewards:handover                      login     login    404     403           200/405  200/405  200/405 200/405 404
rewards:handover_record               login     login    404     403           403      405/200  405/200 405/200 404
rewards:handover_take_back            login     login    404     403           403      405/302  405/302 405/302 404
rewards:ceremonies                    login     login    404     403           200/405  200/405  200/405 403     403
rewards:ceremony_new                  login     login    404     403           403      200      200     403     403
rewards:ceremony                      login     login    404     403           200/405  200/405  200/405 403     403
rewards:ceremony_change               login     login    404     403           403      200      200     403     403
rewards:ceremony_act                  login     login    404     403           403      405/404  405/404 403     403
rewards:ceremony_paper                login     login    404     403           200/302  200/302  200/302 403     403
rewards:prize_list                    login     login    404     403           302/405  302/405  302/405 404     404
rewards:look_up                       200       200      200     200           200      200      200     200     200
rewards:verify                        404/405   404/405  404/405 404/405       404/405  404/405  404/405 404/405 404/405
rewards:layouts                       login     login    403     200/405       403      200/405  200/405 403     403
rewards:layout_new                    login     login    403     200           403      200      200     403     403
rewards:design_picture                login     login    403     200/405       403      200/405  200/405 403     403
rewards:printer_new                   login     login    403     200           403      200      200     403     403
rewards:printer                       login     login    404     200           403      200      200     404     404
rewards:layout                        login     login    404     200           403      200      200     404     404
rewards:layout_preview                login     login    404     405/200       403      405/200  405/200 404     404
rewards:layout_picture                login     login    404     200/405       403      200/405  200/405 404     404
rewards:layout_sample                 login     login    404     200/405       403      200/405  200/405 404     404
rewards:layout_calibration            login     login    404     200/405       403      200/405  200/405 404     404
rewards:award_layout                  login     login    404     403           403      200/302  200/302 403     403
rewards:dossier_paper_make            login     login    404     403           403      405/302  405/302 405/302 404
rewards:dossier_papers_make           login     login    404     403           403      405/302  405/302 405/302 404
rewards:pack                          login     login    404     403           200/405  200/405  200/405 403     403
rewards:pack_order                    login     login    404     403           403      405/302  405/302 403     403
rewards:pack_file                     login     login    404     403           200/405  200/405  200/405 403     403
rewards:pack_paper                    login     login    404     403           200/405  200/405  200/405 403     403
"""

# A phase that is planned or closed reads as an open one does; it takes no scores, and says so.
WRITE_WHERE_NOT_OPEN = {"scoring:sheet_save": 200, "scoring:sheet_rows": 400}

# Pages of Django and of the machine, which stand outside the table: admin has tests/admin, login test_security.py.
ELSEWHERE = {"login", "logout", "health"}


def column(role: str, *, posting: bool = False) -> dict[str, int | str]:
    """What one person gets from every address, reading it or posting to it."""
    place = ROLES.index(role) + 1
    cells = {line.split()[0]: line.split()[place].split("/") for line in TABLE.strip().splitlines()[1:]}
    return {name: status(answers[-1] if posting else answers[0]) for name, answers in cells.items()}


def status(word: str) -> int | str:
    return int(word) if word.isdecimal() else word


ROLES = TABLE.strip().splitlines()[0].split()

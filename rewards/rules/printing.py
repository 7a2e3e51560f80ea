"""Runs of the printer: which sheets, why once more, how far it has come, which come next."""

NOTHING_TO_PRINT = "Không có giấy nào như đã chọn còn hiệu lực và chưa in. Hãy chọn lại, hoặc chọn in lại."
AGAIN_FOR_A_REASON = "Có {count} giấy đã in rồi. Hãy ghi lý do in lại, ví dụ phôi hỏng, in lệch."
STILL_RUNNING = (
    "Có {count} giấy đang ở một lần in chưa xong ({run}). Hãy ghi lần in ấy đã in tới tờ nào, hoặc dừng nó, "
    "để không tờ nào ra hai lần."
)
TWO_FACES = (
    "Các giấy này có phần chung khác nhau (cấp khi mẫu hoặc quyết định khác nhau), nên không in chung một lần. "
    "Hãy in riêng từng khoảng số."
)
HOLDS_NO_MORE = (
    "Tờ {position} (số {number}) không còn hiệu lực từ sau khi yêu cầu lần in này. Hãy ghi đã in tới tờ nào, dừng "
    "lần in, rồi in các giấy còn lại ở một lần in mới."
)
RUN_IS_OVER = "Lần in này đã xong nên không ghi thêm. Cần in lại thì yêu cầu một lần in mới, có ghi lý do."
NOBODY_ELSE_WROTE = "Người khác vừa ghi lần in này đã in tới tờ {now}. Hãy xem lại rồi ghi nếu vẫn cần."


def printed_to_refusal(printed_to: int, total: int, *, is_over: bool) -> str:
    """Why that many sheets cannot have come out; "" where they can."""
    if is_over:
        return RUN_IS_OVER
    if not 0 <= printed_to <= total:
        return f"Lần in này có {total} tờ. Hãy ghi tờ cuối cùng đã in tốt, từ 0 đến {total}."
    return ""


def rest_words(printed_to: int, total: int) -> str:
    """What is still to come out: "còn 163 tờ, từ tờ 138"; "" where nothing is."""
    left = total - printed_to
    return f"còn {left} tờ, từ tờ {printed_to + 1}" if left else ""

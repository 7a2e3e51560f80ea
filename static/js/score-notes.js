/* Notes on cells: F2 opens the small box, the mark and the list below the grid follow. */

import { post } from "./score-login.js";
import { cellInFocus, focusCell, focused, paint, part, rowInFocus, tell } from "./score-rows.js";

const CUT = "Chưa lưu được ghi chú: mất kết nối. Hãy bấm lưu lại sau ít giây.";
const DENIED = "Chưa lưu được ghi chú. Hãy tải lại trang rồi thử lại.";

const box = part("note-box");
const fields = box?.querySelector("form");

export function openNote() {
  if (!box) return;
  const { dataset } = cellInFocus();
  box.querySelector("[data-note-cell]").textContent = rowInFocus().labels[focused.column];
  fields.elements.row.value = rowInFocus().member;
  fields.elements.number.value = rowInFocus().numbers[focused.column];
  fields.elements.text.value = dataset.note ?? "";
  fields.elements.ask.checked = dataset.noteAsk !== undefined;
  fields.elements.version.value = dataset.noteVersion ?? 0;
  complain("");
  box.showModal();
  fields.elements.text.focus();
}

function complain(words) {
  const complaint = box.querySelector("[data-complaint]");
  complaint.textContent = words;
  complaint.hidden = !words;
}

function show(answer) {
  const { dataset } = cellInFocus();
  for (const name of ["note", "noteAsk", "noteVersion"]) delete dataset[name];
  if (answer.text) {
    dataset.note = answer.text;
    dataset.noteVersion = answer.version;
    if (answer.ask) dataset.noteAsk = "";
  }
  part("notes").innerHTML = answer.list; // drawn by the server, which escapes what was typed
  paint(rowInFocus());
  tell();
}

async function save() {
  const response = await post(fields.action, Object.fromEntries(new FormData(fields)));
  const isJson = response.headers.get("Content-Type")?.includes("json");
  if (!isJson) return complain(DENIED);
  const answer = await response.json();
  if (response.status === 409) fields.elements.version.value = answer.version; // shown both; saving again is meant
  if (!response.ok) return complain(answer.problem);
  show(answer);
  box.close();
}

fields?.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    await save();
  } catch {
    complain(CUT);
  }
});

box?.querySelector("[data-later]").addEventListener("click", () => box.close());
box?.addEventListener("close", () => focusCell(focused.row, focused.column));

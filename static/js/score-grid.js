/* The score grid by keyboard: which key does what, undo and redo, finishing, finding. The other modules: score-rows.js
   draws, score-saving.js keeps and sends, score-login.js logs in anew, score-company.js and score-notes.js. */

import { isReachable } from "./score-company.js";
import { openNote } from "./score-notes.js";
import {
  COLUMN_NAME, GRADES, cellInFocus, closedWords, focusCell, focused, form, fullOf, isClosed, isLeft, isUnsaved, openFrom,
  paint, part, placeOf, rowInFocus, rows, say, stepsOf, tables, tell,
} from "./score-rows.js";
import { put, restore, whenSaved } from "./score-saving.js";

const BURST = 50; // ms; what comes so soon after a key that no cell knows was sent by a QR reader

const history = { past: [], future: [] };
let starred = null; // the row that was just filled with *, until another one gets the focus
let strayAt = -Infinity;

/* Changing */

/* What one key does is one step of undo, however many rows it changes: change([row, answers], …) */
function change(...wanted) {
  const moves = wanted.map(([row, after]) => ({ row, before: row.answers, after })).filter((one) => one.before !== one.after);
  if (!moves.length) return;
  history.past.push(moves);
  history.future = [];
  for (const { row, after } of moves) put(row, after);
}

const withAnswer = (row, column, answer) => row.answers.slice(0, column) + answer + row.answers.slice(column + 1);

function setAt(row, column, answer) {
  change([row, withAnswer(row, column, answer)]);
}

function sayClosed(cell) {
  say(`${COLUMN_NAME} này ${closedWords(cell)}`, "warn");
}

function setCell(answer) {
  const cell = cellInFocus();
  if (answer === "-" && form.dataset.exemptUrl) {
    exempt();
    return;
  }
  if (isClosed(cell)) {
    sayClosed(cell);
    return;
  }
  if (answer === "-" && !("mayBeNa" in cell.dataset)) {
    say(`${COLUMN_NAME} này không được chọn “không áp dụng”`, "warn");
    return;
  }
  setAt(rowInFocus(), focused.column, answer);
  focusCell(focused.row, openFrom(focused.row, focused.column + 1));
}

function setGrade(digit) {
  const steps = stepsOf(cellInFocus());
  if (digit <= steps) setCell(GRADES[digit]);
  else say(`${COLUMN_NAME} này có nhiều nhất ${steps} bậc`, "warn");
}

/* Where "không áp dụng" needs a reason it has a page of its own, which opens once everything is kept. */
function exempt() {
  const place = new URLSearchParams({ nguoi: rowInFocus().member, muc: rowInFocus().numbers[focused.column] });
  whenSaved(() => location.assign(`${form.dataset.exemptUrl}?${place}`));
}

/* Everybody in this column whom nobody has asked yet */
function fillColumn() {
  const { column } = focused;
  const empty = rows.filter((row) => row.answers[column] === "." && !isClosed(row.cells[column]));
  change(...empty.map((row) => [row, withAnswer(row, column, fullOf(row.cells[column]))]));
}

function setAll(row) {
  change([row, row.cells.map(fullOf).join("")]);
  starred = row;
}

/* The whole row; pressed again it goes on to the next person, and fills what nobody has touched yet. */
function star() {
  if (starred !== rowInFocus()) {
    setAll(rowInFocus());
    return;
  }
  if (focused.row + 1 === rows.length) return;
  focusCell(focused.row + 1, openFrom(focused.row + 1, 0));
  if (!rowInFocus().answers.replaceAll(".", "")) setAll(rowInFocus());
}

/* Met becomes not met, everything else met */
function turn(row, column) {
  const cell = row.cells[column];
  if (isClosed(cell)) sayClosed(cell);
  else setAt(row, column, row.answers[column] === fullOf(cell) ? "0" : fullOf(cell));
}

function turnNumber(number) {
  const column = rowInFocus().numbers.indexOf(number);
  if (column < 0) return;
  turn(rowInFocus(), column);
  focusCell(focused.row, column);
}

function step(from, to, side) {
  const moves = from.pop();
  if (!moves) return;
  to.push(moves);
  for (const move of moves) put(move.row, move[side]);
  focusCell(rows.indexOf(moves[0].row), focused.column);
}

/* Finishing: first everything is sent, then the form goes with the same answers */

let leaving = null; // the form that may go now
let asked = null; // the form that waits for the sheet to be kept

function fillForm() {
  for (const row of rows) {
    row.cells.forEach((cell, column) => {
      const met = cell.querySelector("[name=met]");
      if (met) met.checked = row.answers[column] === "1";
      const grade = cell.querySelector("select");
      if (grade) grade.value = GRADES.includes(row.answers[column]) ? row.answers[column] : "";
      const na = cell.querySelector("[name=na]");
      if (na) na.checked = row.answers[column] === "-";
    });
    form.elements[`version-${row.member}`].value = row.version;
    const gone = row.element.querySelector("[name=gone]");
    if (gone) gone.checked = !isLeft(row);
  }
}

async function leave(sent, button) {
  if (!(await isReachable())) {
    say("Mất kết nối: những gì vừa nhập đã được giữ, hãy thử lại sau ít giây", "warn");
    return;
  }
  asked = null;
  leaving = sent;
  if (sent === form) fillForm();
  sent.requestSubmit(button);
  leaving = null;
}

/* Every form of the page waits until the open sheet is kept: finishing it, finding another one, logging out. Whoever
   presses again where the portal cannot be reached goes at once; the browser keeps what is left. */
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (event.defaultPrevented || leaving === target || target.closest("dialog")) return;
  if (asked === target && target !== form) return;
  event.preventDefault();
  asked = target;
  say(rows.some(isUnsaved) ? "Đang lưu trước khi sang trang khác…" : "Đang gửi…");
  whenSaved(() => leave(target, submitter));
});

/* Keys: only while a cell has the focus; no letters, so that Telex may stay on */

const KEYS = {
  " ": () => setCell(fullOf(cellInFocus())),
  ...Object.fromEntries([..."0123456789"].map((digit) => [digit, () => setGrade(Number(digit))])),
  "-": () => setCell("-"),
  Delete: () => setCell("."),
  "*": star,
  ArrowLeft: () => focusCell(focused.row, focused.column - 1),
  ArrowRight: () => focusCell(focused.row, focused.column + 1),
  ArrowUp: () => focusCell(focused.row - 1, focused.column),
  ArrowDown: () => focusCell(focused.row + 1, focused.column),
  Home: () => focusCell(focused.row, 0),
  End: () => focusCell(focused.row, Infinity),
  Enter: () => {
    if (focused.row + 1 < rows.length) focusCell(focused.row + 1, openFrom(focused.row + 1, 0));
  },
  F2: openNote,
  "/": () => part("find")?.focus(),
  "?": () => form.querySelector(".keys").toggleAttribute("open"),
  ...("fillsColumns" in form.dataset && { "+": fillColumn }),
};
const WITH_CTRL = {
  Home: () => focusCell(0, 0),
  End: () => focusCell(Infinity, Infinity),
  Enter: () => document.querySelector("[name=finish]")?.click(),
  z: () => step(history.past, history.future, "before"),
  Z: () => step(history.future, history.past, "after"),
};
const WITH_ALT = Object.fromEntries([..."1234567890"].map((digit, place) => [digit, () => turnNumber(place + 1)]));
const ONCE = ["*", " "]; // a key held down fills one row, not the whole sheet

/* What a key does. With Alt it is the place of the key that counts: some systems write other characters with it. */
function actOf(event) {
  if (event.altKey) return event.ctrlKey ? null : WITH_ALT[/^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]];
  if (event.key === " " && event.shiftKey) return () => setAll(rowInFocus());
  return (event.ctrlKey ? WITH_CTRL : KEYS)[event.key];
}

form.addEventListener("keydown", (event) => {
  if (!event.target.matches("td[data-answer]") || event.metaKey || event.isComposing) return;
  const act = actOf(event);
  if (!act) {
    if (event.key.length === 1 && !event.ctrlKey) strayAt = event.timeStamp;
    return;
  }
  event.preventDefault();
  if (event.repeat && (event.altKey || ONCE.includes(event.key))) return;
  if (event.timeStamp - strayAt < BURST && act !== KEYS["/"]) return; // a reader's own first letters, such as ]Q1
  act();
});

form.addEventListener("click", (event) => {
  const { key } = event.target.closest("[data-key]")?.dataset ?? {};
  if (key) {
    focusCell(focused.row, focused.column);
    KEYS[key]();
    return;
  }
  const place = placeOf(event.target.closest("td[data-answer]"));
  if (!place) return;
  focusCell(...place);
  if (!isClosed(cellInFocus())) turn(rowInFocus(), place[1]);
});

form.addEventListener("focusin", (event) => {
  const place = placeOf(event.target);
  if (place && (place[0] !== focused.row || place[1] !== focused.column)) focusCell(...place);
  if (place && rows[place[0]] !== starred) starred = null;
});

form.addEventListener("takenover", ({ detail: row }) => {
  for (const way of ["past", "future"]) {
    const others = history[way].map((moves) => moves.filter((move) => move.row !== row));
    history[way] = others.filter((moves) => moves.length);
  }
  tell();
});

/* Start */

document.documentElement.classList.add("live");
tables.forEach((table) => table.setAttribute("role", "grid"));
for (const row of rows) {
  row.cells.forEach((cell) => {
    cell.setAttribute("role", "gridcell");
    cell.tabIndex = -1;
  });
  paint(row);
}
const first = Math.max(0, rows.findIndex(isLeft));
restore();
focusCell(first, openFrom(first, 0));

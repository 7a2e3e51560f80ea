/* The grid as it stands on the page: its rows, what an answer looks like and is called, drawing, where the focus is. */

export const GRADES = "0123456789a"; // an answer counts steps; all steps are all points

export const form = document.getElementById("sheet");
const { column: COLUMN = "tiêu chí", yes: YES = "đạt", no: NO = "chưa đạt" } = form.dataset; // what the page calls them
export const COLUMN_NAME = COLUMN[0].toUpperCase() + COLUMN.slice(1);
const SIGNS = { ".": "", 0: "–", "-": "K.A.D" };
const WORDS = { ".": "chưa nhập", 0: NO, "-": "không áp dụng" };
export const part = (name) => document.querySelector(`[data-${name}]`);
export const tables = [...form.querySelectorAll("[data-grid]")];
export const rows = tables.flatMap((table) => [...table.tBodies[0].rows].map((row) => makeRow(row, table)));
export let focused = { row: 0, column: 0 };

function makeRow(element, table) {
  const cells = [...element.querySelectorAll("td[data-answer]")];
  const heads = [...table.tHead.rows[0].querySelectorAll("[data-text]")];
  const name = element.querySelector("th").firstChild.textContent.trim();
  return {
    labels: heads.map((th) => `${name}, ${COLUMN} ${th.dataset.number}`),
    criteria: heads.map((th) => `${COLUMN_NAME} ${th.dataset.number}: ${th.dataset.text}`),
    numbers: heads.map((th) => Number(th.dataset.number)),
    element,
    cells,
    member: element.dataset.member,
    version: Number(element.dataset.version),
    saved: element.dataset.saved,
    answers: cells.map((cell) => cell.dataset.answer).join(""),
    doubtful: [], // answers that were sent, and nobody knows whether they arrived
    sending: false,
    failed: false,
    timer: 0,
  };
}

/* Answers */

export const isUnsaved = (row) => row.answers !== row.saved || row.doubtful.length > 0;
export const isClosed = (cell) => "closed" in cell.dataset;
export const closedWords = (cell) => cell.dataset.closedWords ?? "không áp dụng ở đây";
export const isLeft = (row) => row.cells.some((cell, column) => row.answers[column] === "." && !isClosed(cell));

export const stepsOf = (cell) => Number(cell.dataset.steps ?? 1);

export function fullOf(cell) {
  return isClosed(cell) ? "." : GRADES[stepsOf(cell)];
}

function signOf(cell, answer) {
  if (isClosed(cell)) return cell.dataset.closed;
  if (answer in SIGNS) return SIGNS[answer];
  return answer === fullOf(cell) ? "✓" : `${GRADES.indexOf(answer)}/${stepsOf(cell)}`;
}

function wordsOf(cell, answer) {
  if (isClosed(cell)) return closedWords(cell);
  if (answer in WORDS) return WORDS[answer];
  return answer === fullOf(cell) ? YES : `${GRADES.indexOf(answer)}/${stepsOf(cell)}`;
}

/* Drawing */

export function paint(row) {
  row.cells.forEach((cell, column) => {
    const answer = row.answers[column];
    const differs = answer !== row.saved[column];
    cell.dataset.answer = answer;
    cell.querySelector(".sign").textContent = signOf(cell, answer);
    cell.classList.toggle("full", answer !== "." && answer === fullOf(cell));
    cell.classList.toggle("waiting", differs && !row.failed);
    cell.classList.toggle("failed", differs && row.failed);
    const state = differs ? (row.failed ? ", chưa lưu được" : ", đang lưu") : "";
    const note = "note" in cell.dataset ? `, ${"noteAsk" in cell.dataset ? "hỏi lại hộ" : "ghi chú"}: ${cell.dataset.note}` : "";
    cell.setAttribute("aria-label", `${row.labels[column]}: ${wordsOf(cell, answer)}${state}${note}`);
  });
}

export function say(text, tone = "plain") {
  const status = part("status");
  status.textContent = text;
  status.className = `badge-${tone}`;
}

/* What the server judged: the line's points, then the household and the neighbourhood, or what the page shows instead. */
export function showVerdict(row, answer) {
  row.saved = answer.row.answers;
  row.version = answer.row.version;
  const total = row.element.querySelector("[data-total]");
  total.className = `total ${answer.row.state}`;
  total.querySelector("b").textContent = answer.row.score;
  total.querySelector("span").textContent = answer.row.state_words;
  const lacks = total.querySelector("[data-lacks]");
  if (lacks) lacks.textContent = answer.row.words;
  if ("figures" in answer) part("figures").innerHTML = answer.figures; // drawn by the server, which escapes names
  const verdict = part("verdict");
  if (!verdict) return;
  verdict.textContent = answer.verdict;
  verdict.className = answer.passes ? "badge-good" : "badge-warn";
  part("missing").textContent = answer.missing;
  part("unit").textContent = answer.unit;
}

/* Focus: one tab stop, the position is kept */

export function focusCell(row, column) {
  rows[focused.row].cells[focused.column].tabIndex = -1;
  const line = Math.max(0, Math.min(rows.length - 1, row));
  focused = { row: line, column: Math.max(0, Math.min(rows[line].cells.length - 1, column)) };
  const cell = cellInFocus();
  cell.tabIndex = 0;
  cell.focus({ preventScroll: true });
  tell();
  for (const seen of [part("criterion"), cell]) seen.scrollIntoView({ block: "nearest", inline: "nearest" }); // the head too
}

/* The criterion's whole text, and the note of the cell where it has one */
export function tell() {
  const { note, noteAsk } = cellInFocus().dataset;
  part("criterion").textContent = rows[focused.row].criteria[focused.column];
  if (note) part("criterion").textContent += ` — ${noteAsk === undefined ? "Ghi chú" : "Hỏi lại hộ"}: ${note}`;
}

export const cellInFocus = () => rows[focused.row].cells[focused.column];
export const rowInFocus = () => rows[focused.row];

/* The first cell from a column on that can be keyed; where there is none, one stays. */
export function openFrom(line, column) {
  const found = rows[line].cells.findIndex((cell, place) => place >= column && !isClosed(cell));
  return found < 0 ? focused.column : found;
}

/* Where a cell is: [row, column], or nothing for what is no cell of the grid */
export function placeOf(cell) {
  const row = rows.findIndex((one) => one.cells.includes(cell));
  return row < 0 ? null : [row, rows[row].cells.indexOf(cell)];
}

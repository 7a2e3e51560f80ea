/* The score grid by keyboard. It draws and sends; the server judges. Every change is kept in this browser first,
   then sent row by row with the version that was on the screen, so that sending it again is harmless. */

const SIGNS = { ".": "", 0: "–", "-": "K.A.D" };
const WORDS = { ".": "chưa nhập", 0: "chưa đạt", "-": "không áp dụng" };
const GRADES = "0123456789a"; // an answer counts steps; all steps are all points
const PAUSE = 200; // ms after the last key before a row is sent
const TURN = 40; // ms until a row asks again whether it is its turn
const PATIENCE = 20000; // ms after which a request without an answer counts as a cut connection
const RETRY = 4000; // ms before a row that could not be sent is tried again

const form = document.getElementById("sheet");
const tables = [...form.querySelectorAll("[data-grid]")];
const rows = tables.flatMap((table) => [...table.tBodies[0].rows].map((row) => makeRow(row, table)));
const part = (name) => document.querySelector(`[data-${name}]`);
const history = { past: [], future: [] };
let focused = { row: 0, column: 0 };
let finishing = null;

function makeRow(element, table) {
  const cells = [...element.querySelectorAll("td[data-answer]")];
  return {
    criteria: [...table.tHead.rows[0].querySelectorAll("[data-text]")].map((th) => `Tiêu chí ${th.dataset.number}: ${th.dataset.text}`),
    element,
    cells,
    member: element.dataset.member,
    version: Number(element.dataset.version),
    saved: element.dataset.saved,
    answers: cells.map((cell) => cell.dataset.answer).join(""),
    sending: false,
    failed: false,
    timer: 0,
  };
}

/* Answers */

function fullOf(cell) {
  return "closed" in cell.dataset ? "." : GRADES[Number(cell.dataset.steps)];
}

function signOf(cell, answer) {
  if (answer in SIGNS) return SIGNS[answer];
  return answer === fullOf(cell) ? "✓" : `${GRADES.indexOf(answer)}/${cell.dataset.steps}`;
}

function wordsOf(cell, answer) {
  if ("closed" in cell.dataset) return "không áp dụng ở đây";
  if (answer in WORDS) return WORDS[answer];
  return answer === fullOf(cell) ? "đạt" : `${GRADES.indexOf(answer)}/${cell.dataset.steps}`;
}

/* Drawing */

function paint(row) {
  row.cells.forEach((cell, column) => {
    const answer = row.answers[column];
    const differs = answer !== row.saved[column];
    cell.dataset.answer = answer;
    cell.querySelector(".sign").textContent = signOf(cell, answer);
    cell.classList.toggle("full", answer !== "." && answer === fullOf(cell));
    cell.classList.toggle("waiting", differs && !row.failed);
    cell.classList.toggle("failed", differs && row.failed);
    const state = differs ? (row.failed ? ", chưa lưu được" : ", đang lưu") : "";
    cell.setAttribute("aria-label", `${cell.dataset.label}: ${wordsOf(cell, answer)}${state}`);
  });
}

function say(text, tone = "plain") {
  const status = part("status");
  status.textContent = text;
  status.className = `badge-${tone}`;
}

function showAnswer(row, answer) {
  row.saved = answer.row.answers;
  row.version = answer.row.version;
  const total = row.element.querySelector("[data-total]");
  total.className = `total ${answer.row.state}`;
  total.querySelector("b").textContent = answer.row.score;
  total.querySelector("span").textContent = answer.row.state_words;
  const verdict = part("verdict");
  verdict.textContent = answer.verdict;
  verdict.className = answer.passes ? "badge-good" : "badge-warn";
  part("missing").textContent = answer.missing;
  part("unit").textContent = answer.unit;
  if (!rows.some(isUnsaved)) say(`Đã lưu ${answer.saved_at}`, "good");
}

/* Focus: one tab stop, the position is kept */

function focusCell(row, column) {
  rows[focused.row].cells[focused.column].tabIndex = -1;
  const line = Math.max(0, Math.min(rows.length - 1, row));
  focused = { row: line, column: Math.max(0, Math.min(rows[line].cells.length - 1, column)) };
  const cell = rows[focused.row].cells[focused.column];
  cell.tabIndex = 0;
  cell.focus();
  part("criterion").textContent = rows[focused.row].criteria[focused.column];
}

/* The first cell from a column on that can be keyed; where there is none, one stays. */
function openFrom(line, column) {
  const found = rows[line].cells.findIndex((cell, place) => place >= column && !("closed" in cell.dataset));
  return found < 0 ? focused.column : found;
}

/* Changing */

function change(row, answers) {
  if (answers === row.answers) return;
  history.past.push({ row, before: row.answers, after: answers });
  history.future = [];
  put(row, answers);
}

function put(row, answers) {
  row.answers = answers;
  row.failed = false;
  keep();
  paint(row);
  say("Đang lưu…");
  schedule(row, PAUSE);
}

function setCell(answer) {
  const row = rows[focused.row];
  const { column } = focused;
  const cell = row.cells[column];
  if ("closed" in cell.dataset) {
    say("Tiêu chí này không áp dụng ở đây", "warn");
    return;
  }
  if (answer === "-" && !("mayBeNa" in cell.dataset)) {
    say("Tiêu chí này không được chọn “không áp dụng”", "warn");
    return;
  }
  change(row, row.answers.slice(0, column) + answer + row.answers.slice(column + 1));
  focusCell(focused.row, openFrom(focused.row, column + 1));
}

function setGrade(digit) {
  const cell = rows[focused.row].cells[focused.column];
  if (digit <= Number(cell.dataset.steps)) setCell(GRADES[digit]);
  else say(`Tiêu chí này có nhiều nhất ${cell.dataset.steps} bậc`, "warn");
}

function setAll(row) {
  change(row, row.cells.map(fullOf).join(""));
}

function step(from, to, side) {
  const move = from.pop();
  if (!move) return;
  to.push(move);
  put(move.row, move[side]);
}

/* Keeping and sending */

function isUnsaved(row) {
  return row.answers !== row.saved;
}

function keep() {
  const open = rows.filter(isUnsaved).map((row) => [row.member, { answers: row.answers, version: row.version }]);
  try {
    if (open.length) localStorage.setItem(form.dataset.keep, JSON.stringify(Object.fromEntries(open)));
    else localStorage.removeItem(form.dataset.keep);
  } catch {
    /* a browser without storage still saves to the server */
  }
}

function restore() {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(form.dataset.keep) ?? "{}");
  } catch {
    /* unreadable: nothing to restore */
  }
  for (const row of rows) {
    const mine = kept[row.member];
    if (!mine || mine.answers.length !== row.answers.length || mine.answers === row.answers) continue;
    row.version = mine.version;
    put(row, mine.answers);
  }
}

function schedule(row, delay) {
  clearTimeout(row.timer);
  row.timer = setTimeout(() => send(row), delay);
}

async function send(row) {
  if (!isUnsaved(row)) return;
  if (rows.some((one) => one.sending)) {
    schedule(row, TURN); // one at a time, so that the last answer to come is the newest verdict
    return;
  }
  row.sending = true;
  const sent = row.answers;
  const body = new URLSearchParams({ member: row.member, answers: sent, version: row.version });
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(form.dataset.rowsUrl, { method: "POST", body, redirect: "manual", signal });
    await take(row, sent, response);
  } catch {
    row.failed = true;
    say("Mất kết nối: đang giữ trên máy này, sẽ tự gửi lại", "warn");
    schedule(row, RETRY);
  } finally {
    row.sending = false;
    paint(row);
    keep();
    if (isUnsaved(row) && !row.failed) schedule(row, 0);
    goOn();
  }
}

async function take(row, sent, response) {
  if (response.ok) {
    showAnswer(row, await response.json());
    return;
  }
  row.failed = true;
  if (response.type === "opaqueredirect" || response.status === 403) {
    say("Hết phiên đăng nhập: đăng nhập lại ở thẻ khác, dữ liệu đang giữ trên máy này", "bad");
    schedule(row, RETRY);
    return;
  }
  if (response.status >= 500) {
    say("Cổng đang bận: đang giữ trên máy này, sẽ tự gửi lại", "warn");
    schedule(row, RETRY);
    return;
  }
  const answer = await response.json();
  say("Chưa lưu được", "bad");
  showProblem(row, sent, answer, response.status === 409);
}

function showProblem(row, sent, answer, isConflict) {
  const box = part("conflict");
  const text = document.createElement("p");
  text.textContent = answer.problem;
  box.replaceChildren(text);
  box.hidden = false;
  if (!isConflict) return;
  const buttons = document.createElement("div");
  buttons.className = "actions";
  buttons.append(
    choice("Giữ dòng của tôi", row, answer, sent),
    choice("Lấy dòng trong cổng", row, answer, answer.answers),
  );
  box.append(buttons);
  buttons.firstChild.focus();
}

function choice(label, row, answer, answers) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-plain btn-sm";
  button.textContent = label;
  button.addEventListener("click", () => {
    row.version = answer.version;
    row.saved = answer.answers;
    part("conflict").hidden = true;
    put(row, answers);
    if (!isUnsaved(row)) {
      keep();
      location.reload();
      return;
    }
    focusCell(rows.indexOf(row), focused.column);
  });
  return button;
}

/* Finishing: first everything is sent, then the form goes with the same answers */

function goOn() {
  if (!finishing || rows.some((row) => isUnsaved(row) || row.sending)) return;
  const button = finishing;
  finishing = null;
  fillForm();
  form.requestSubmit(button);
}

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
    const isLeft = (cell, column) => row.answers[column] === "." && fullOf(cell) !== ".";
    row.element.querySelector("[name=gone]").checked = !row.cells.some(isLeft);
  }
}

form.addEventListener("submit", (event) => {
  if (!rows.some((row) => isUnsaved(row) || row.sending)) {
    fillForm();
    return;
  }
  event.preventDefault();
  finishing = event.submitter;
  rows.filter(isUnsaved).forEach((row) => schedule(row, 0));
});

/* Keys: only while a cell has the focus; no letters, so that Telex may stay on */

const KEYS = {
  " ": () => setCell(fullOf(rows[focused.row].cells[focused.column])),
  ...Object.fromEntries([..."0123456789"].map((digit) => [digit, () => setGrade(Number(digit))])),
  "-": () => setCell("-"),
  Delete: () => setCell("."),
  "*": () => setAll(rows[focused.row]),
  ArrowLeft: () => focusCell(focused.row, focused.column - 1),
  ArrowRight: () => focusCell(focused.row, focused.column + 1),
  ArrowUp: () => focusCell(focused.row - 1, focused.column),
  ArrowDown: () => focusCell(focused.row + 1, focused.column),
  Home: () => focusCell(focused.row, 0),
  End: () => focusCell(focused.row, Infinity),
  Enter: () => {
    if (focused.row + 1 < rows.length) focusCell(focused.row + 1, openFrom(focused.row + 1, 0));
  },
  "/": () => part("find")?.focus(),
  "?": () => form.querySelector(".keys").toggleAttribute("open"),
};
const WITH_CTRL = {
  Home: () => focusCell(0, 0),
  End: () => focusCell(Infinity, Infinity),
  Enter: () => document.querySelector("[name=finish]").click(),
  z: () => step(history.past, history.future, "before"),
  Z: () => step(history.future, history.past, "after"),
};

form.addEventListener("keydown", (event) => {
  if (!event.target.matches("td[data-answer]") || event.altKey || event.metaKey || event.isComposing) return;
  const act =
    event.key === " " && event.shiftKey ? KEYS["*"] : (event.ctrlKey ? WITH_CTRL : KEYS)[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

form.addEventListener("click", (event) => {
  const cell = event.target.closest("td[data-answer]");
  if (!cell) return;
  const row = rows.findIndex((one) => one.cells.includes(cell));
  const column = rows[row].cells.indexOf(cell);
  focusCell(row, column);
  if ("closed" in cell.dataset) return;
  const { answers } = rows[row];
  const turned = answers[column] === fullOf(cell) ? "0" : fullOf(cell);
  change(rows[row], answers.slice(0, column) + turned + answers.slice(column + 1));
});

form.addEventListener("focusin", (event) => {
  const row = rows.findIndex((one) => one.cells.includes(event.target));
  if (row >= 0) focused = { row, column: rows[row].cells.indexOf(event.target) };
});

window.addEventListener("online", () => rows.filter(isUnsaved).forEach((row) => schedule(row, 0)));

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
const first = Math.max(0, rows.findIndex((row) => row.cells.some((cell) => cell.dataset.answer === "." && fullOf(cell) !== ".")));
restore();
focusCell(first, openFrom(first, 0));

/* Keeping and sending: every change is kept in this browser first, then sent row by row with the version that was on
   the screen, so that sending it again is harmless. The server judges. */

import { isOut, post } from "./score-login.js";
import { focusCell, focused, form, isUnsaved, paint, part, rows, say, showVerdict } from "./score-rows.js";

const PAUSE = 200; // ms after the last key before a row is sent
const TURN = 40; // ms until a row asks again whether it is its turn
const RETRY = 4000; // ms before a row that could not be sent is tried again
const OUT = "Chưa đăng nhập lại: những gì vừa nhập đang giữ trên máy này, gõ tiếp là ô đăng nhập mở lại";
const DENIED = "Bạn không còn quyền nhập ở đây nên dòng chưa được lưu. Hãy hỏi người phụ trách thi đua.";
const CUT = "Mất kết nối: đang giữ trên máy này, sẽ tự gửi lại";
const BUSY = "Cổng đang bận: đang giữ trên máy này, sẽ tự gửi lại";

let next = null; // what to do once everything is saved

/* Changing */

export function put(row, answers) {
  row.answers = answers;
  row.failed = false;
  keep(row);
  paint(row);
  say(isUnsaved(row) ? "Đang lưu…" : "Đã lưu", isUnsaved(row) ? "plain" : "good");
  schedule(row, PAUSE);
}

/* Somebody else's line as it stands in the portal, where nothing of ours waits */
export function takeOver(row, answer) {
  row.answers = answer.row.answers;
  row.failed = false;
  showVerdict(row, answer);
  forget(row);
  paint(row);
  form.dispatchEvent(new CustomEvent("takenover", { detail: row }));
}

/* Keeping: a place for each line, so that two tabs of one sheet leave each other's lines alone */

const placeOf = (row) => `${form.dataset.keep}/${row.member}`;

function kept(row) {
  try {
    row.kept = localStorage.getItem(placeOf(row));
    return JSON.parse(row.kept);
  } catch {
    return null; // unreadable, or a browser without storage, which still saves to the server
  }
}

function keep(row) {
  if (!isUnsaved(row)) {
    forget(row);
    return;
  }
  const { answers, version, doubtful, saved } = row;
  const place = location.pathname; // for kept-sheets.js, which tells of what is left
  row.kept = JSON.stringify({ answers, version, doubtful, saved, by: form.dataset.by, place });
  try {
    localStorage.setItem(placeOf(row), row.kept);
  } catch {
    /* full or forbidden */
  }
}

/* Only what this tab has kept */
function forget(row) {
  row.doubtful = [];
  try {
    if (localStorage.getItem(placeOf(row)) === row.kept) localStorage.removeItem(placeOf(row));
  } catch {
    /* forbidden */
  }
}

export function restore() {
  for (const row of rows) {
    const mine = kept(row);
    if (!mine) continue;
    const isOfThisSheet = mine.answers?.length === row.answers.length && mine.saved?.length === row.answers.length;
    if (!isOfThisSheet || mine.answers === row.saved) {
      forget(row);
      continue;
    }
    const hasArrived = mine.doubtful?.includes(row.saved);
    if (!hasArrived) {
      row.version = mine.version;
      row.saved = mine.saved; // what we started from, so that what others wrote since is told from our own
    }
    row.doubtful = mine.doubtful ?? [];
    put(row, mine.answers);
  }
}

/* Sending: one row at a time, so that the last answer to come is the newest verdict */

export function schedule(row, delay) {
  clearTimeout(row.timer);
  row.timer = setTimeout(() => send(row), delay);
}

export function sendAll() {
  rows.filter(isUnsaved).forEach((row) => schedule(row, 0));
}

const valuesOf = ({ member, answers, version }) => ({ member, answers, version, by: form.dataset.by });

async function send(row) {
  if (!isUnsaved(row)) return;
  if (rows.some((one) => one.sending)) {
    schedule(row, TURN);
    return;
  }
  row.sending = true;
  row.doubtful = [...row.doubtful.slice(-4), row.answers];
  keep(row);
  let again = null;
  try {
    again = await take(row, await post(form.dataset.rowsUrl, valuesOf(row)));
  } catch {
    again = wait(row, CUT);
  }
  row.sending = false;
  paint(row);
  keep(row);
  if (isUnsaved(row) && again !== null) schedule(row, again);
  goOn();
}

/* Each kind of answer; gives the ms after which what is still unsaved goes again, null for "not by itself". */
async function take(row, response) {
  if (response.ok) {
    const answer = await response.json();
    row.doubtful = [];
    row.failed = false;
    showVerdict(row, answer);
    if (!rows.some(isUnsaved)) say(`Đã lưu ${answer.saved_at}`, "good");
    return 0;
  }
  if (response.status >= 500 || response.status === 429) return wait(row, BUSY);
  if (isOut(response)) {
    wait(row, OUT);
    return null;
  }
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const answer = isJson ? await response.json() : { problem: DENIED };
  const isOurs = row.doubtful.includes(answer.answers); // an earlier save, whose answer got lost
  row.doubtful = [];
  if (response.status === 409 && isOurs) {
    row.version = answer.version;
    row.saved = answer.answers;
    return 0;
  }
  const joined = response.status === 409 && join(row.saved, row.answers, answer.answers);
  if (joined) {
    takeOver(row, answer);
    put(row, joined);
    say("Vừa có người ghi ô khác của dòng này: đã giữ cả hai", "warn");
    return 0;
  }
  row.failed = true;
  next = null;
  say("Chưa lưu được", "bad");
  showProblem(row, answer, response.status);
  return null;
}

/* Place by place: what only one side changed is taken; "" where both changed the same cell, which a person decides. */
function join(base, mine, theirs) {
  const cells = [...base].map((was, place) => {
    if (mine[place] === was || mine[place] === theirs[place]) return theirs[place];
    return theirs[place] === was ? mine[place] : "";
  });
  return cells.includes("") ? "" : cells.join("");
}

function wait(row, words) {
  row.failed = true;
  say(words, "warn");
  return RETRY;
}

/* Conflicts and refusals: both values and names, never a silent overwrite. The box itself gets the focus, not its
   first button: what a fast clerk types on must not choose. */

function showProblem(row, answer, status) {
  const box = part("conflict");
  const text = document.createElement("p");
  text.textContent = answer.problem;
  box.replaceChildren(text);
  box.hidden = false;
  box.tabIndex = -1;
  box.focus();
  if (status !== 409) return;
  const buttons = document.createElement("div");
  buttons.className = "actions";
  buttons.append(
    choice("Giữ dòng của tôi", row, () => keepMine(row, answer)),
    choice("Lấy dòng trong cổng", row, () => takeTheirs(row, answer)),
  );
  box.append(buttons);
}

function keepMine(row, answer) {
  const { answers } = row;
  showVerdict(row, answer);
  put(row, answers);
}

function takeTheirs(row, answer) {
  takeOver(row, answer);
  if (!rows.some(isUnsaved)) say("Đã lấy dòng trong cổng", "good");
}

function choice(label, row, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-plain btn-sm";
  button.textContent = label;
  button.addEventListener("click", () => {
    part("conflict").hidden = true;
    act();
    focusCell(rows.indexOf(row), focused.column);
  });
  return button;
}

/* First everything is sent, then something else happens */

export function whenSaved(act) {
  next = act;
  sendAll();
  goOn();
}

function goOn() {
  if (!next || rows.some((row) => isUnsaved(row) || row.sending)) return;
  const act = next;
  next = null;
  act();
}

/* Whoever leaves the page sends what is left; where that does not arrive, the browser still keeps it. */
function flush() {
  for (const row of rows.filter((one) => isUnsaved(one) && !one.sending)) {
    post(form.dataset.rowsUrl, valuesOf(row), true).catch(() => {});
  }
}

window.addEventListener("online", sendAll);
window.addEventListener("pagehide", flush);

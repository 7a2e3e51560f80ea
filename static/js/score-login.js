/* Posting, with login in place: the page stays, what is typed stays, and the post goes out again with the new token. */

import { form, part } from "./score-rows.js";

const PATIENCE = 20000; // ms
const WRONG = "Mật khẩu chưa đúng. Hãy xem lại chữ hoa, chữ thường và tắt bộ gõ tiếng Việt.";
const LOCKED = "Đã nhập sai nhiều lần nên phải chờ 15 phút. Những gì vừa nhập vẫn được giữ trên máy này.";
const CUT = "Chưa nối được tới cổng. Hãy thử lại sau ít giây; những gì vừa nhập vẫn được giữ trên máy này.";

const box = part("login");
const fields = box.querySelector("form");
let waiting = null; // {promise, done}: one box, however many rows ask for it

/* Posts until somebody is logged in; where that is put off, or `isQuiet`, the answer is the one that asks for it. */
export async function post(url, values, isQuiet = false) {
  const headers = { Accept: "application/json" };
  for (let tries = 0; ; tries += 1) {
    const body = new URLSearchParams({ ...values, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(url, { method: "POST", body, headers, redirect: "manual", keepalive: true, signal });
    if (isQuiet || tries === 3) return response;
    if (isOut(response)) {
      const why = response.status === 401 ? (await response.clone().json()).problem : "";
      if (!(await logIn(why))) return response;
    } else if (response.status === 403) {
      await freshToken(); // somebody has logged in anew in another tab
    } else {
      return response;
    }
  }
}

export const isOut = (response) => response.type === "opaqueredirect" || response.status === 401;

/* A login gives the browser a new token; every form of the page takes it. */
async function freshToken() {
  const response = await fetch(fields.action, { signal: AbortSignal.timeout(PATIENCE) });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const { value } = page.querySelector("[name=csrfmiddlewaretoken]");
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = value;
}

/* Opens the box; true once somebody has logged in, false when it was put away. */
function logIn(why) {
  if (waiting) return waiting.promise;
  const complaint = box.querySelector("[data-complaint]");
  complaint.textContent = why;
  complaint.hidden = !why;
  waiting = {};
  waiting.promise = new Promise((resolve) => (waiting.done = resolve));
  box.showModal();
  fields.elements.password.focus();
  return waiting.promise;
}

function end(isIn) {
  fields.elements.password.value = "";
  const { done } = waiting;
  waiting = null;
  done(isIn);
}

function complain(words) {
  const complaint = box.querySelector("[data-complaint]");
  complaint.textContent = words;
  complaint.hidden = false;
  fields.elements.password.select();
}

async function tryToLogIn() {
  await freshToken();
  const body = new URLSearchParams(new FormData(fields));
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(fields.action, { method: "POST", body, redirect: "manual", signal });
  if (response.type !== "opaqueredirect") return complain(response.status === 200 ? WRONG : LOCKED);
  await freshToken();
  box.close("in");
}

fields.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = fields.querySelector("[type=submit]");
  button.disabled = true;
  try {
    await tryToLogIn();
  } catch {
    complain(CUT);
  }
  button.disabled = false;
});

box.querySelector("[data-later]").addEventListener("click", () => box.close("later"));
box.addEventListener("cancel", () => (box.returnValue = "later"));
box.addEventListener("close", () => {
  if (waiting) end(box.returnValue === "in");
});

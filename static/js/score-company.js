/* Who else has this sheet open: asked while somebody works here, so that a screen left alone stays logged in no longer. */

import { post } from "./score-login.js";
import { form, isUnsaved, part, rows, say } from "./score-rows.js";
import { takeOver } from "./score-saving.js";

const EVERY = 20000; // ms between two questions
const IDLE = 120000; // ms without a key or a click after which nobody works here

const url = form.dataset.companyUrl;
let touchedAt = Date.now();

/* Tells the portal that we are here and shows what it answers; the answer's status, or 0 without a connection. */
async function ask(isQuiet) {
  try {
    const response = await post(url, {}, isQuiet);
    if (response.ok) show(await response.json());
    return response.status;
  } catch {
    return 0;
  }
}

function show({ others, lines, sheet }) {
  const line = part("company");
  line.textContent = others;
  line.hidden = !others;
  const newer = lines.filter((standing) => {
    const row = rows.find((one) => one.member === String(standing.member));
    const isTheirs = row && !isUnsaved(row) && !row.sending && standing.version > row.version;
    if (isTheirs) takeOver(row, { ...sheet, row: standing });
    return isTheirs;
  });
  if (newer.length) say("Vừa có người ghi phiếu này, các dòng đã cập nhật", "warn");
}

/* True once the portal has answered somebody who is logged in; asks for the password where it has to. */
export async function isReachable() {
  return !url || (await ask(false)) === 200;
}

if (url) {
  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => (touchedAt = Date.now()), true);
  setInterval(() => {
    if (!document.hidden && Date.now() - touchedAt < IDLE) ask(true);
  }, EVERY);
  ask(true);
}

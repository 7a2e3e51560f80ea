// Beside the grid: a cell is described by the household's answer too, and is marked where the two part, as it is keyed.
for (const sign of document.querySelectorAll("td .by-household")) {
  const cell = sign.closest("td");
  cell.setAttribute("aria-describedby", sign.id);
  const compare = () => {
    const own = cell.dataset.answer;
    sign.classList.toggle("differs", own !== "." && own !== sign.dataset.self);
  };
  new MutationObserver(() => {
    compare();
    document.querySelector("[data-self-changed]")?.removeAttribute("hidden");
  }).observe(cell, { attributeFilter: ["data-answer"] });
  compare();
}

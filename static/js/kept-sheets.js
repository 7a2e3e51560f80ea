// Tells of sheets whose last answers this computer still keeps, because they could not be sent: <p data-kept-by="user" hidden>.
const line = document.querySelector("[data-kept-by]");

/* The addresses of sheets with something kept by this person; other people's stay for them. */
function places() {
  const found = new Set();
  for (const [name, text] of Object.entries(localStorage)) {
    if (!name.startsWith("phieu/") && !name.startsWith("don-vi/")) continue;
    try {
      const { by, place } = JSON.parse(text);
      if (by === line.dataset.keptBy && place?.startsWith("/") && place !== location.pathname) found.add(place);
    } catch {
      /* not ours */
    }
  }
  return [...found];
}

function show() {
  let kept = [];
  try {
    kept = places();
  } catch {
    /* a browser without storage keeps nothing */
  }
  line.hidden = !kept.length;
  line.textContent = kept.length ? `Máy này còn giữ điểm chưa gửi được của ${kept.length} phiếu. Mở từng phiếu để gửi: ` : "";
  kept.forEach((place, number) => {
    const link = document.createElement("a");
    link.href = place;
    link.textContent = `phiếu ${number + 1}`;
    line.append(link, " ");
  });
}

show();
addEventListener("storage", show);

// A button that copies the text of a field: <button data-copy="id of the field" data-copied="what it says then" hidden>.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // an address without TLS has no clipboard
    }
    button.textContent = button.dataset.copied;
  });
}

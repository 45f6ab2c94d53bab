// Comfort on pages of progress: choose all rows, copy a text, print what was edited. Pages work without it.
"use strict";
document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-all]");
  if (!all) return;
  all.form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(all.dataset.all)}"]:not(:disabled)`).forEach((box) => { box.checked = all.checked; });
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  // An intranet without HTTPS has no clipboard: the text is left selected, to copy by keyboard.
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else { field.focus(); field.select(); document.execCommand("copy"); }
  if (button.textContent === button.dataset.copied) return;
  const said = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = said; }, 2000);
});

document.addEventListener("input", (event) => {
  const mirror = event.target.dataset?.mirror;
  if (mirror) document.getElementById(mirror).innerText = event.target.value;
});

// Reports: a figure is put in where the cursor stands; long work says that it goes on.
"use strict";
function put(text, line) {
  const area = document.querySelector("#report-words textarea");
  const before = area.value.slice(0, area.selectionStart), after = area.value.slice(area.selectionEnd);
  const start = line && before && !before.endsWith("\n") ? "\n" : "";
  const end = line && after && !after.startsWith("\n") ? "\n" : "";
  area.setRangeText(start + text + end, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches("[data-insert-from]")) put(button.previousElementSibling.querySelector("select").value, button.hasAttribute("data-line"));
  else if (button.matches("[data-insert-text]")) put(button.dataset.insertText, /^\{\{(table|chart)/.test(button.dataset.insertText));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-busy]")) return;
  form.setAttribute("aria-busy", "true");
  form.querySelector("[data-busy-words]").hidden = false;
});

// Quick entry of a survey: one line a person, by keyboard alone. Without it the boxes are ticked as they stand.
"use strict";
const form = document.querySelector("[data-survey]");
const lines = form ? [...form.querySelectorAll("[data-line]")] : [];
const seenOf = (line) => line.querySelector("[data-seen]");

function go(line) {
  const seen = line && seenOf(line);
  if (seen) { seen.focus(); line.scrollIntoView({ block: "nearest" }); }
}

function toggle(line, number) {
  const box = line.querySelector(`[data-box="${number}"]`);
  if (!box) return;
  box.checked = !box.checked;
  seenOf(line).checked = true;
}

form?.addEventListener("change", (event) => {
  if (event.target.matches("[data-box]")) seenOf(event.target.closest("[data-line]")).checked = true;
});
form?.addEventListener("keydown", (event) => {
  const line = event.target.closest("[data-line]");
  if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = lines.indexOf(line);
  if (/^[1-9]$/.test(event.key)) toggle(line, event.key);
  else if (event.key === "Enter") {
    seenOf(line).checked = true;
    if (at + 1 < lines.length) go(lines[at + 1]); else form.querySelector("button.primary").focus();
  } else if (event.key === "ArrowDown") go(lines[at + 1]);
  else if (event.key === "ArrowUp") go(lines[at - 1]);
  else return;
  event.preventDefault();
});
go(lines[0]);

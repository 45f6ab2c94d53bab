// Which columns of a table a person wants to see, remembered on this device. Without it every column shows.
"use strict";
const store = (table) => `laoyou-columns:${document.body.dataset.who || ""}:${table.dataset.columns}`;
const away = (table) => JSON.parse(localStorage.getItem(store(table)) || "[]");

function show(table, names) {
  const heads = [...table.tHead.rows[0].cells];
  [...table.rows].forEach((row) => heads.forEach((head, at) => {
    if (row.cells[at]) row.cells[at].hidden = names.includes(head.textContent.trim());
  }));
}

function choices() {
  const table = document.querySelector("table[data-columns]");
  const box = document.querySelector(".columns");
  if (!table || !box) return;
  const first = table.tBodies[0].querySelector("th").cellIndex;
  const label = box.querySelector("template").content.firstElementChild;
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    if (at === first) return;
    const choice = label.cloneNode(true);
    const input = choice.querySelector("input");
    choice.append(head.textContent.trim());
    input.value = head.textContent.trim();
    input.checked = !away(table).includes(input.value);
    box.querySelector("fieldset").append(choice);
  });
  box.hidden = false;
  show(table, away(table));
}

document.addEventListener("change", (event) => {
  const box = event.target.closest(".columns");
  if (!box) return;
  const table = document.querySelector("table[data-columns]");
  const names = [...box.querySelectorAll("input:not(:checked)")].map((input) => input.value);
  localStorage.setItem(store(table), JSON.stringify(names));
  show(table, names);
});
function close(event) {
  const box = document.querySelector(".columns[open]");
  if (!box || (event.type === "click" && box.contains(event.target))) return;
  if (event.type === "keydown" && event.key !== "Escape") return;
  box.open = false;
  if (event.type === "keydown") box.querySelector("summary").focus();
}
document.addEventListener("click", close);
document.addEventListener("keydown", close);
document.addEventListener("htmx:afterSwap", choices);
choices();

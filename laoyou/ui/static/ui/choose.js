// Choose all rows of a list at once, and see how many are chosen. Without it each is chosen by itself.
"use strict";
const boxes = () => [...document.querySelectorAll("input[data-row]")];
function tell() {
  const chosen = boxes().filter((box) => box.checked).length;
  document.querySelectorAll("[data-chosen]").forEach((place) => { place.textContent = chosen; });
  const all = document.querySelector("[data-choose-all]");
  if (all) { all.checked = chosen > 0 && chosen === boxes().length; all.indeterminate = chosen > 0 && !all.checked; }
}
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-choose-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
  if (event.target.matches("[data-choose-all], input[data-row]")) tell();
});
document.addEventListener("htmx:afterSwap", tell);
tell();

// Review: text and cards find each other; a selection becomes an item. Links do the same without it.
"use strict";
const board = document.querySelector(".review");

function show(side) {
  board.dataset.show = side;
  document.querySelectorAll(".review-views [data-show]").forEach((tab) => {
    if (tab.dataset.show === side) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  });
}

function light(id) {
  document.querySelectorAll(".hit.here, .card.here").forEach((el) => el.classList.remove("here"));
  document.querySelectorAll(`.hit[data-item="${id}"]`).forEach((el) => el.classList.add("here"));
  const card = document.getElementById(`item-${id}`);
  if (card) card.classList.add("here");
  return card;
}

// Scrolls one side only: scrollIntoView would move the whole page as well.
function bring(side, element) {
  const box = document.getElementById(side);
  if (box.scrollHeight > box.clientHeight + 4 && getComputedStyle(box).overflowY === "auto") {
    const shift = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
    box.scrollTop += shift - box.clientHeight / 3;
  } else element.scrollIntoView({ block: "center" });
}

board.addEventListener("click", (event) => {
  const hit = event.target.closest(".hit[data-item]");
  if (hit) {
    const card = light(hit.dataset.item);
    if (!card) return;
    event.preventDefault();
    show("items");
    bring("items", card);
    const first = card.querySelector("button, a");
    if (first) first.focus({ preventScroll: true });
    return;
  }
  const jump = event.target.closest("[data-jump]");
  if (!jump) return;
  const place = document.getElementById(jump.getAttribute("href").slice(1));
  if (!place) return;
  event.preventDefault();
  if (jump.dataset.jump) light(jump.dataset.jump);
  show("text");
  bring("text", place);
});

document.querySelector(".review-views").addEventListener("click", (event) => {
  const tab = event.target.closest("[data-show]");
  if (!tab) return;
  event.preventDefault();
  show(tab.dataset.show);
});

document.body.addEventListener("htmx:afterSwap", (event) => {
  const card = event.target.closest ? event.target.closest(".card") : null;
  const next = card ? document.getElementById(card.id) : null;
  if (!next) return;
  const id = next.id.slice(5);
  document.querySelectorAll(`.hit[data-item="${id}"]`).forEach((el) => {
    el.classList.remove("hit-proposed", "hit-accepted", "hit-rejected");
    el.classList.add(`hit-${next.dataset.state}`);
  });
  const button = next.querySelector("button");
  if (button) button.focus({ preventScroll: true });
});

const paper = document.querySelector("[data-paper]");
const bar = document.getElementById("selection");
let chosen = null;

// Offsets count code points, as the stored spans do; a rare character is two units of a string here.
const length = (text) => [...text].length;

function offset(node, at) {
  const range = document.createRange();
  range.setStart(paper, 0);
  range.setEnd(node, at);
  return length(range.toString());
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const inside = range && !range.collapsed && paper.contains(range.commonAncestorContainer);
  chosen = inside ? [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)] : null;
  bar.hidden = !chosen;
});

bar.addEventListener("mousedown", (event) => event.preventDefault());
bar.addEventListener("click", (event) => {
  if (!event.target.closest("[data-add-selected]") || !chosen) return;
  location.assign(`${board.dataset.add}?start=${chosen[0]}&end=${chosen[1]}`);
});

const picked = document.querySelector(".card.here");
if (picked) {
  show("items");
  bring("items", picked);
  const place = document.getElementById(`at-${picked.id.slice(5)}`);
  light(picked.id.slice(5));
  // The address ends in #item-…, which has moved the page under the top bar.
  if (matchMedia("(min-width: 60.01rem)").matches) scrollTo(0, 0);
  if (place && getComputedStyle(document.getElementById("text")).display !== "none") bring("text", place);
} else if (location.hash === "#items") show("items");

// Comfort on every page: keyboard, menu, print, focus on errors. Pages work without it.
"use strict";
document.documentElement.classList.add("js");

const typing = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));

let afterG = false;

function move(step) {
  const rows = [...document.querySelectorAll("[data-rows] > :not([hidden])")];
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains("here"));
  const to = Math.min(rows.length - 1, Math.max(0, at + step));
  if (at >= 0) rows[at].classList.remove("here");
  rows[to].classList.add("here");
  (rows[to].querySelector("a, summary, button") || rows[to]).focus({ preventScroll: true });
  rows[to].scrollIntoView({ block: "nearest" });
}

function openKeys() {
  const dialog = document.getElementById("keys");
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (afterG) {
    afterG = false;
    const link = document.querySelector(`.sections a[data-key="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  const search = document.querySelector("main input[type=search]");
  if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
  else if (event.key === "g") { afterG = true; setTimeout(() => { afterG = false; }, 1500); }
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "?") openKeys();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".menu-button")) {
    const open = document.getElementById("sections").classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  } else if (button.matches(".filters-more")) {
    button.setAttribute("aria-expanded", String(button.form.classList.toggle("open")));
  } else if (button.matches("[data-keys-open]")) openKeys();
  else if (button.matches("[data-print]")) window.print();
});

document.addEventListener("DOMContentLoaded", () => {
  const summary = document.querySelector(".summary");
  if (summary) summary.focus();
  document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

// An address that is sent to a colleague says only what was asked.
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, parameters } = event.detail;
  if (verb !== "get") return;
  [...parameters.entries()].forEach(([name, value]) => { if (value === "") parameters.delete(name); });
});

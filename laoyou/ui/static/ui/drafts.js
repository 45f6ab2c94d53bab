// What is typed in a long form is kept in this tab until it is submitted, and offered back. Never a password or a file.
"use strict";
const PREFIX = "laoyou-draft:";
const who = document.body.dataset.who || "";
const kept = (form) => [...form.elements].filter((el) => el.name && !/^(hidden|password|file|submit|button|fieldset)$/.test(el.type));
// The version is part of the name: a draft never lays an old text over what a colleague has saved since.
const nameOf = (form) => [PREFIX + who, location.pathname, location.search, form.elements.version?.value || ""].join("|");
const state = (form) => JSON.stringify(kept(form).map((el) => [el.name, /^(checkbox|radio)$/.test(el.type) ? el.checked : el.value]));

function keep(form) {
  try {
    sessionStorage.setItem(nameOf(form), JSON.stringify({ fields: JSON.parse(state(form)), sent: false }));
  } catch (full) {
    // A draft that does not fit is dropped whole: half of one would mislead.
    sessionStorage.removeItem(nameOf(form));
  }
}

function offer(form) {
  const text = sessionStorage.getItem(nameOf(form));
  if (!text || document.querySelector(".summary")) return;
  const draft = JSON.parse(text).fields;
  const fields = kept(form);
  const fits = draft.length === fields.length && fields.every((el, at) => el.name === draft[at][0]);
  if (!fits || JSON.stringify(draft) === state(form)) { sessionStorage.removeItem(nameOf(form)); return; }
  fields.forEach((el, at) => {
    if (typeof draft[at][1] === "boolean") el.checked = draft[at][1];
    else el.value = draft[at][1];
  });
  const words = document.getElementById("kept-words").content.firstElementChild.cloneNode(true);
  form.prepend(words);
  words.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(nameOf(form));
    form.reset();
    words.remove();
    kept(form)[0].focus();
  });
}

// A submitted draft goes when another page answers; the same page or the sign-in page means it was not taken.
Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => {
  const [, path] = key.split("|");
  const away = path !== location.pathname && !location.pathname.startsWith("/accounts/");
  if (away && JSON.parse(sessionStorage.getItem(key)).sent) sessionStorage.removeItem(key);
});
document.querySelectorAll("form[data-keep]").forEach(offer);

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-keep]")) keep(form);
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-sign-out]")) {
    Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => sessionStorage.removeItem(key));
  }
  const text = form.matches("[data-keep]") && sessionStorage.getItem(nameOf(form));
  if (text) sessionStorage.setItem(nameOf(form), JSON.stringify({ ...JSON.parse(text), sent: true }));
});

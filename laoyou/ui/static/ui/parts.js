// A place chosen in two steps: what it lies in, then the place itself. Without it one grouped list holds all of them.
"use strict";
function takeApart(whole) {
  const heads = [...whole.children].map((child) => {
    const options = child.tagName === "OPTGROUP" ? [...child.children] : [child];
    return { label: child.label, options, chosen: options.find((option) => option.selected) };
  });
  if (!whole.querySelector("optgroup") || heads.length < 2) return;
  const first = document.createElement("select");
  heads.forEach((head, at) => first.add(new Option(head.label, String(at))));
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (whole.hasAttribute(name)) first.setAttribute(name, whole.getAttribute(name));
  }
  // The label and the links of errors lead to the step that comes first.
  first.id = whole.id;
  whole.id += "_part";
  whole.setAttribute("aria-label", whole.dataset.parts);
  const parts = document.createElement("span");
  parts.className = "parts";
  whole.before(parts);
  parts.append(first, whole);
  const follow = (wanted) => {
    const { options } = heads[Number(first.value)];
    whole.replaceChildren(...options);
    whole.value = (wanted || options[0]).value;
    whole.hidden = options.length === 1;
  };
  const begin = (options) => {
    first.value = String(Math.max(0, heads.findIndex((head) => head.options.some((option) => options.includes(option)))));
    follow(options[0]);
  };
  first.addEventListener("input", () => follow());
  whole.form.addEventListener("reset", () => setTimeout(() => {
    begin(heads.flatMap((head) => head.options).filter((option) => option.defaultSelected));
  }));
  begin(heads.map((head) => head.chosen).filter(Boolean));
}
document.querySelectorAll("select[data-parts]").forEach(takeApart);

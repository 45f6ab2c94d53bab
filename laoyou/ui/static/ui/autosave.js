// A form that saves itself as it is typed: whoever submits waits for the saving that is under way, and starts none.
"use strict";
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-autosave]") || event.defaultPrevented) return;
  form.dataset.sent = "1";
  if (!form.classList.contains("htmx-request")) return;
  event.preventDefault();
  const button = event.submitter;
  // The answer brings the version that the next save must name.
  form.addEventListener("htmx:afterSettle", () => form.requestSubmit(button), { once: true });
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.dataset?.sent) event.preventDefault();
});

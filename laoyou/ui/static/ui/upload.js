// Shows how much of an upload is sent. Without it the form posts as any other.
"use strict";
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-upload]");
  if (!form) return;
  event.preventDefault();
  const box = form.querySelector(".progress");
  const bar = box.querySelector("progress");
  const send = form.querySelector("button[type=submit]");
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (step) => {
    if (step.lengthComputable) bar.value = Math.round((step.loaded / step.total) * 100);
    if (bar.value === 100) box.querySelector("[data-reading]").hidden = false;
  });
  request.addEventListener("load", () => {
    if (request.responseURL && request.responseURL !== location.href) {
      location.assign(request.responseURL);
      return;
    }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    const main = answer.querySelector("main");
    if (!main) {
      form.removeAttribute("data-upload");
      form.submit();
      return;
    }
    document.querySelector("main").replaceWith(main);
    document.title = answer.title;
    (document.querySelector(".summary") || document.querySelector("main")).focus();
  });
  request.addEventListener("error", () => {
    send.disabled = false;
    box.hidden = true;
    form.removeAttribute("data-upload");
    form.requestSubmit();
  });
  box.hidden = false;
  send.disabled = true;
  request.open("POST", location.href);
  request.send(new FormData(form));
});

// Uploads with a bar to watch, files dropped on the page, and the list that follows the reading. Without this file
// the forms work by themselves.
"use strict";

const uploads = document.querySelector("[data-uploads]");
const work = document.getElementById("work");
let isFollowed = false;

for (const one of document.querySelectorAll("[data-script][hidden]")) one.hidden = false;
if (uploads) takeFiles(uploads);
if (work) follow();
if (document.querySelector("[data-reloads]")) setTimeout(() => location.reload(), 1500);

function takeFiles(form) {
  const field = form.elements.files;
  const drop = form.querySelector(".drop");
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => over(event, true));
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, (event) => over(event, false));
  drop.addEventListener("drop", (event) => send(form, [...event.dataTransfer.files]));
  form.addEventListener("submit", (event) => {
    if (!field.files.length) return; // the server says what is missing
    event.preventDefault();
    send(form, [...field.files]);
  });

  function over(event, isOver) {
    event.preventDefault();
    drop.classList.toggle("is-over", isOver);
  }
}

// One after another, so that one that is refused keeps none of the others back.
async function send(form, files) {
  const status = document.getElementById("sending-status");
  const bar = form.querySelector("progress");
  const refused = [];
  bar.parentElement.hidden = false;
  for (const [index, file] of files.entries()) {
    status.textContent = `Sending ${index + 1} of ${files.length}: ${file.name}`;
    const problem = await sendOne(form, file, (part) => { bar.value = (100 * (index + part)) / files.length; });
    if (problem) refused.push(problem);
  }
  bar.parentElement.hidden = true;
  const sent = files.length - refused.length;
  status.textContent = [`${sent} of ${files.length} sent.`, ...refused].join(" ");
  form.reset();
  await refresh();
  follow();
}

// What is wrong, or nothing. A request of this kind is the only one that tells how much has been sent.
function sendOne(form, file, tell) {
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  body.set("files", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Fragment", "1");
    request.upload.addEventListener("progress", (event) => tell(event.loaded / event.total));
    request.addEventListener("load", () => resolve(problemIn(request, file)));
    request.addEventListener("error", () => resolve(`${file.name} could not be sent: check the connection.`));
    request.send(body);
  });
}

function problemIn(request, file) {
  if (request.status < 400) return "";
  const shown = new DOMParser().parseFromString(request.responseText, "text/html");
  const words = shown.querySelector("#files-error") || shown.querySelector("[role=alert]");
  return words ? words.textContent.replace("Error:", "").trim() : `${file.name} was not taken.`;
}

// While something is being read, the list is fetched again; it says by itself how far it is.
async function follow() {
  if (isFollowed) return;
  isFollowed = true;
  while (work.querySelector("[data-still-working]")) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await refresh();
  }
  isFollowed = false;
}

async function refresh() {
  const response = await fetch(work.dataset.work).catch(() => null);
  if (!response?.ok) return;
  const shown = new DOMParser().parseFromString(await response.text(), "text/html");
  if (shown.body.innerHTML.trim() !== work.dataset.shown) work.replaceChildren(...shown.body.childNodes);
  work.dataset.shown = shown.body.innerHTML.trim();
}

// Asks, copies and takes feedback without leaving the page. Without this file the forms work by themselves.
"use strict";

const turns = document.getElementById("turns");
const pending = document.getElementById("pending");
const refused = document.getElementById("refused");
const askForm = document.getElementById("ask");
const question = document.getElementById("question");

document.addEventListener("submit", (event) => {
  const form = event.target;
  const asked = new FormData(form, event.submitter);
  if (form.matches("[data-asks]") && askForm) {
    event.preventDefault();
    if (pending.textContent) return;
    const conversation = askForm.elements.conversation;
    if (conversation) asked.set("conversation", conversation.value);
    ask(asked);
  } else if (form.matches("[data-replaces]")) {
    event.preventDefault();
    replace(form, asked);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
  if (event.target.closest("[data-prints]")) print();
});

enliven();

// What only works with a script is shown by it.
function enliven() {
  for (const hidden of document.querySelectorAll("[data-copy][hidden], [data-prints][hidden]")) hidden.hidden = false;
  drawCharts();
}

async function drawCharts() {
  const waiting = document.querySelectorAll("[data-chart][hidden]");
  if (!waiting.length) return;
  const { draw } = await import("./charts.js");
  for (const picture of waiting) await draw(picture);
}

async function ask(asked) {
  pending.textContent = "Looking in the reports for: " + asked.get("question");
  refused.replaceChildren();
  try {
    const response = await send(askForm.action, asked);
    const shown = nodes(await response.text());
    if (response.ok) append(shown, asked.get("question"), response.headers.get("X-Conversation"));
    else refuse(shown);
  } catch {
    refuse(document.createTextNode("The service cannot be reached. Check the connection and ask again."));
  } finally {
    pending.textContent = "";
  }
}

function send(address, form) {
  return fetch(address, { method: "POST", headers: { "X-Fragment": "1" }, body: new URLSearchParams(form) });
}

// The server escapes what it sends; a parsed document runs no scripts.
function nodes(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const fragment = document.createDocumentFragment();
  fragment.append(...parsed.body.childNodes);
  return fragment;
}

function append(shown, words, conversation) {
  document.title = words + " – Ask the Reports";
  const turn = shown.querySelector("article");
  const tools = shown.querySelector(".conversation-tools");
  tools.remove();
  if (!document.querySelector(".conversation-tools")) turns.before(tools);
  turns.append(shown);
  enliven();
  remember(conversation);
  question.value = "";
  question.classList.remove("govuk-input--error");
  question.removeAttribute("aria-invalid");
  for (const id of ["intro", "examples", "checking"]) document.getElementById(id)?.remove();
  document.querySelector("label[for=question]").textContent = "Ask another question";
  turn.scrollIntoView({ block: "start" });
  turn.focus({ preventScroll: true });
}

function remember(conversation) {
  if (!askForm.elements.conversation) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "conversation";
    askForm.prepend(field);
  }
  askForm.elements.conversation.value = conversation;
  history.replaceState(null, "", "/c/" + conversation);
}

function refuse(shown) {
  refused.replaceChildren(shown);
  question.classList.add("govuk-input--error");
  question.setAttribute("aria-invalid", "true");
  question.focus();
}

// A form gives way to what the server answers; where that fails it is sent as without a script.
async function replace(form, asked) {
  try {
    const response = await send(form.action, asked);
    if (!response.ok) throw new Error(response.status);
    const shown = nodes(await response.text());
    const first = shown.firstElementChild;
    form.replaceWith(shown);
    first.focus();
  } catch {
    for (const [name, value] of asked) form.append(hiddenField(name, value));
    form.submit();
  }
}

function hiddenField(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = "Copied";
  } catch {
    field.closest("details")?.setAttribute("open", ""); // over plain http a page may not write to the clipboard
    field.select();
    said.textContent = "Press Ctrl+C or ⌘C to copy";
  }
}

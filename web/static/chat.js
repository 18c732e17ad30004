// Asks without leaving the page. Without this file the forms work by themselves.
"use strict";

const turns = document.getElementById("turns");
const pending = document.getElementById("pending");
const refused = document.getElementById("refused");
const askForm = document.getElementById("ask");
const question = document.getElementById("question");

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-asks]")) return;
  event.preventDefault();
  if (pending.textContent) return;
  const asked = new FormData(event.target);
  if (event.submitter && event.submitter.name) asked.set(event.submitter.name, event.submitter.value);
  const conversation = askForm.elements.conversation;
  if (conversation) asked.set("conversation", conversation.value);
  ask(asked);
});

drawCharts();

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
    const response = await fetch(askForm.action, {
      method: "POST",
      headers: { "X-Fragment": "1" },
      body: new URLSearchParams(asked),
    });
    const shown = nodes(await response.text());
    if (response.ok) append(shown, asked.get("question"), response.headers.get("X-Conversation"));
    else refuse(shown);
  } catch {
    refuse(document.createTextNode("The service cannot be reached. Check the connection and ask again."));
  } finally {
    pending.textContent = "";
  }
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
  turns.append(shown);
  drawCharts();
  remember(conversation);
  question.value = "";
  question.removeAttribute("aria-invalid");
  for (const id of ["intro", "examples"]) document.getElementById(id)?.remove();
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
  question.setAttribute("aria-invalid", "true");
  question.focus();
}

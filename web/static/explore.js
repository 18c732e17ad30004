// Draws the charts of the figure explorer and offers each as a file. Without this file their tables stand there.
const waiting = document.querySelectorAll("[data-chart][hidden]");
if (waiting.length) show();

async function show() {
  const { draw, asFile } = await import("./charts.js");
  for (const picture of waiting) {
    await draw(picture);
    const ways = picture.closest("figure").querySelector("[data-downloads]");
    if (ways) for (const kind of ["png", "svg"]) ways.append(button(picture, kind, asFile));
  }
}

function button(picture, kind, asFile) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "link-button";
  made.textContent = `Download the chart (${kind.toUpperCase()})`;
  made.addEventListener("click", async () => {
    const link = document.createElement("a");
    link.href = await asFile(picture, kind);
    link.download = `${picture.dataset.name}.${kind}`;
    link.click();
  });
  return made;
}

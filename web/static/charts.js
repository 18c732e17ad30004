// Draws the charts of answers; fetched only where there is one. Until then, and without it, their table stands there.
import "./vendor/vega.min.js";
import "./vendor/vega-lite.min.js";
import "./vendor/vega-embed.min.js";

// Colours are the page's own, as names: light, dark and print change them without drawing anew.
const quiet = "var(--quiet)", ink = "var(--ink)", bar = "var(--link)";
const LOOK = {
  background: null,
  font: "system-ui, sans-serif",
  view: { stroke: null },
  axis: {
    labelColor: quiet, titleColor: quiet, domainColor: quiet, tickColor: quiet, gridColor: "var(--line)",
    labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal",
  },
  legend: {
    labelColor: ink, labelFontSize: 13, labelLimit: 0,
  },
  text: { fill: ink, fontSize: 13 },
  bar: { stroke: bar, strokeWidth: 1 },
  rule: { stroke: ink },
  tick: { fill: ink },
};
const SHADES = { 1: [bar], 2: ["var(--bar-before)", bar], 3: ["var(--bar-before)", bar, "var(--bar-target)"] };
const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `var(--line-${n})`);

// `ast: true` interprets the chart's expressions: the page's rules forbid making code of words. Errors alone are logged.
const HOW = { mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: false, logLevel: 1 };

export async function draw(picture) {
  const chart = JSON.parse(picture.dataset.chart);
  const { title, ...rest } = chart; // the page says the title over the picture
  const groups = new Set(chart.data.values.map((figure) => figure.group)).size;
  const category = chart.usermeta.mark === "lines" ? COLOURS : SHADES[groups];
  picture.hidden = false;
  try {
    await vegaEmbed(picture.firstElementChild, { ...rest, config: { ...LOOK, range: { category } } }, HOW);
    const table = picture.closest("figure").querySelector("details");
    if (table) table.open = false;
  } catch (error) {
    picture.hidden = true;
    throw error;
  }
}

// A chart as a file: drawn anew with its own title, source and plain colours, so that it can stand alone.
export async function asFile(picture, kind) {
  const chart = JSON.parse(picture.dataset.chart);
  const { config, ...rest } = chart;
  const alone = { ...rest, width: 720, config: { ...config, background: "#ffffff", font: "sans-serif" } };
  const { view } = await vegaEmbed(document.createElement("div"), alone, { ...HOW, renderer: "canvas" });
  if (kind === "png") return view.toImageURL("png", 2);
  const drawn = new Blob([await view.toSVG()], { type: "image/svg+xml" });
  return URL.createObjectURL(drawn);
}

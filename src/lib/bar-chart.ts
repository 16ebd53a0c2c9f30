import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { numberText } from "./format.ts";

export interface Bar {
  label: string;
  value: number;
}

/** Drawn for a phone; wider screens enlarge it a little. In units of the picture. */
const WIDTH = 400;
const FONT = 15;
const ROW = 28;
const LINE = 1.2;
/** Signs of a label on one line; longer ones are broken. */
const LABEL_SIGNS = 11;

const { document } = parseHTML("<!doctype html><html><body></body></html>");

/**
 * A bar chart as SVG that needs no style of its own: colours come from the page's style sheet, so
 * it follows the theme and a strict content security policy. `id` must be unique on the page.
 */
export function barChart(chart: {
  id: string;
  title: string;
  description: string;
  bars: readonly Bar[];
}): string {
  const bars = chart.bars.map((bar) => ({ ...bar, label: broken(bar.label) }));
  const svg = Plot.plot({
    document: document as unknown as Document,
    width: WIDTH,
    height: 8 + bars.length * Math.max(...bars.map(({ label }) => rowHeight(label))),
    marginTop: 4,
    marginBottom: 4,
    marginLeft: 12 + FONT * Math.max(...bars.map(({ label }) => widthOf(label))),
    marginRight: 76,
    x: { axis: null },
    y: { type: "band", domain: bars.map(({ label }) => label), label: null, padding: 0.25 },
    marks: [
      Plot.axisY({ tickSize: 0, fontSize: FONT, lineHeight: LINE, label: null }),
      Plot.barX(bars, { x: "value", y: "label", fill: "currentColor", className: "bars" }),
      Plot.text(bars, {
        x: "value",
        y: "label",
        text: ({ value }) => numberText(value),
        textAnchor: "start",
        dx: 6,
        fontSize: FONT,
        fontVariant: "tabular-nums",
      }),
    ],
  });
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const part of svg.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  for (const [name, value] of Object.entries({
    class: "chart",
    role: "img",
    "aria-labelledby": `${chart.id}-title ${chart.id}-desc`,
  })) {
    svg.setAttribute(name, value);
  }
  svg.prepend(named("title", chart.title), named("desc", chart.description));
  return svg.outerHTML;

  function named(tag: "title" | "desc", text: string) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    element.setAttribute("id", `${chart.id}-${tag}`);
    element.textContent = text;
    return element as unknown as Node;
  }
}

/** Before a bracket where that is enough, else into lines of about the same length. */
function broken(label: string): string {
  const signs = [...label];
  if (signs.length <= LABEL_SIGNS) return label;
  const parts = label.split(/(?=（)/);
  if (parts.every((part) => part.length <= LABEL_SIGNS)) return parts.join("\n");
  const size = Math.ceil(signs.length / Math.ceil(signs.length / LABEL_SIGNS));
  return (label.match(new RegExp(`.{1,${size}}`, "gu")) ?? [label]).join("\n");
}

/** All rows are as high as the highest label needs. */
function rowHeight(label: string): number {
  return Math.max(ROW, label.split("\n").length * FONT * LINE + 4);
}

/** In em: a Chinese sign is square, others are about half as wide. */
function widthOf(label: string): number {
  const lines = label
    .split("\n")
    .map((line) => [...line].reduce((sum, sign) => sum + (sign < "\u0100" ? 0.6 : 1), 0));
  return Math.max(...lines);
}

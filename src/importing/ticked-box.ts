/** Signs with which people tick a box. */
const TICKS = "☑☒√✓✔■●";
const BOXES = `□☐○${TICKS}`;
const IN_FRONT = new RegExp(`([${BOXES}])(是|否|有|无)`, "g");
const BEHIND = new RegExp(`(是|否|有|无)([${BOXES}]?)`, "g");

/** Whether any box of a cell is ticked: a form is printed with empty ones. */
export function isTicked(text: string): boolean {
  return new RegExp(`[${TICKS}]`).test(text);
}

/** The word whose box is ticked: 是□否☑ and □是☑否 say 否. Undefined without boxes, or where none or several are ticked. */
export function tickedWord(text: string): string | undefined {
  const pairs = new RegExp(`^[${BOXES}]`).test(text)
    ? [...text.matchAll(IN_FRONT)].map(([, sign = "", word = ""]) => ({ word, sign }))
    : [...text.matchAll(BEHIND)].map(([, word = "", sign = ""]) => ({ word, sign }));
  const ticked = pairs.filter(({ sign }) => sign !== "" && TICKS.includes(sign));
  return ticked.length === 1 ? ticked[0]?.word : undefined;
}

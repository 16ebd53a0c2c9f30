/** One spelling of signs and no blanks at the ends: for comparing and reading, never for showing. */
export function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim();
}

/** As `plain`, without any blank, quote or colon: Chinese headings and names carry none. */
export function compact(text: string): string {
  return plain(text).replace(/[\s:"'“”‘’*]/g, "");
}

/** Parts of a cell that names several things: parted by semicolons and line breaks, or by commas. */
export function partsOf(text: string, signs: RegExp = /[;；\n]+/): string[] {
  return text
    .split(signs)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

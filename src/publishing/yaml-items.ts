import { isMap, isSeq, parseDocument, stringify, type YAMLMap } from "yaml";

type Item = Record<string, unknown>;

/**
 * Changes one item of a list in a YAML text, found by its id; every other item, and the comments
 * between them, stay byte for byte. `path` leads to the list. Throws when there is no such item.
 */
export function changeItem(
  text: string,
  path: readonly string[],
  id: string,
  change: (item: Item) => Item,
): string {
  const document = parseDocument(text);
  const node = itemsIn(document, path).find((item) => item.get("id") === id);
  if (node?.range === undefined || node.range === null) throw new Error(`no item ${id}`);
  const [start, end] = node.range;
  const changed = itemText(change(node.toJS(document) as Item), columnOf(text, start));
  return `${text.slice(0, start)}${changed}${afterValue(text, end)}`;
}

/** Adds an item at the end of a list that has one already. */
export function appendItem(text: string, path: readonly string[], item: Item): string {
  const document = parseDocument(text);
  const last = itemsIn(document, path).at(-1);
  if (last?.range === undefined || last.range === null) throw new Error("the list is empty");
  const [start, end] = last.range;
  const column = columnOf(text, start);
  const head = text.slice(0, end).replace(/\n$/, "");
  return `${head}\n${" ".repeat(column - 2)}- ${itemText(item, column)}${afterValue(text, end)}`;
}

function itemsIn(document: ReturnType<typeof parseDocument>, path: readonly string[]): YAMLMap[] {
  const list = path.length === 0 ? document.contents : document.getIn(path, true);
  return isSeq(list) ? list.items.filter((item) => isMap(item)) : [];
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** In block style, without the break at its end. */
function itemText(item: Item, column: number): string {
  const lines = stringify(item, { lineWidth: 0 }).trimEnd().split("\n");
  return lines.join(`\n${" ".repeat(column)}`);
}

/** What follows a value; a block ends with its line break, a flow before it. */
function afterValue(text: string, end: number): string {
  return text[end - 1] === "\n" ? `\n${text.slice(end)}` : text.slice(end);
}

/** Stands where a field held nothing, in data that compare two versions of a row. */
export const NOTHING_STATED = "（空）";

/** What became of one field, as a clerk says it: a value that is new was not 由“（空）”改为. */
export function differenceText(field: string, before: string, after: string): string {
  if (isNothing(before)) return `新填${field}“${after}”`;
  if (isNothing(after)) return `去掉${field}“${before}”`;
  return `${field}由“${before}”改为“${after}”`;
}

function isNothing(text: string): boolean {
  return text === "" || text === NOTHING_STATED;
}

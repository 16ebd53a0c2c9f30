import type { Snapshot } from "#registry/snapshot.ts";

/** Finds the page of an enterprise by its credit code or a former id, over one snapshot. */
export function enterprisePaths(snapshot: Snapshot): (name: string) => string | null {
  const paths = new Map<string, string>();
  for (const { id, creditCode, formerIds } of snapshot.enterprises) {
    const names = creditCode === undefined ? formerIds : [...formerIds, creditCode];
    for (const name of names) paths.set(name, `/enterprises/${id}/`);
  }
  return (name) => paths.get(name) ?? paths.get(name.toUpperCase()) ?? null;
}

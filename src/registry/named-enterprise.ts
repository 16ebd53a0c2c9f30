import type { EnterpriseRecord, Snapshot } from "./snapshot.ts";

/** The enterprise of a place that is meant by a name, a former name or an id, as people write it. */
export function namedEnterprise(
  { enterprises }: Pick<Snapshot, "enterprises">,
  jurisdiction: string,
  words: string,
): EnterpriseRecord | undefined {
  return enterprises.find(
    (entry) =>
      entry.jurisdiction === jurisdiction &&
      [entry.id, ...entry.formerIds, entry.name, ...entry.formerNames].some(
        (known) => plainWords(known) === plainWords(words),
      ),
  );
}

/** Without spaces and widths. */
export function plainWords(words: string): string {
  return words.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}

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

/** The enterprises of a place with these words in a name or former name, or with just this id. */
export function enterprisesNamed(
  { enterprises }: Pick<Snapshot, "enterprises">,
  jurisdiction: string,
  words: string,
): EnterpriseRecord[] {
  const sought = plainWords(words);
  return enterprises.filter(
    (entry) =>
      entry.jurisdiction === jurisdiction &&
      ([entry.id, ...entry.formerIds].some((id) => plainWords(id) === sought) ||
        [entry.name, ...entry.formerNames].some((name) => plainWords(name).includes(sought))),
  );
}

/** Without spaces and widths. */
export function plainWords(words: string): string {
  return words.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}

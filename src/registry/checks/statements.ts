import { restrictedValues } from "#domain/restricted.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Statements of enterprises: the firm and the record are of the place and go together. */
export function checkStatements(snapshot: Snapshot, folder: ContentFolder): void {
  const owners = ownersOf(snapshot);
  const firms = new Map(snapshot.enterprises.map((firm) => [firm.id, firm]));
  for (const entry of snapshot.statements) {
    if (firms.get(entry.enterprise)?.jurisdiction !== entry.jurisdiction)
      folder.report(entry, "enterprise", `当地没有企业 ${entry.enterprise}`, "写当地企业的编号");
    else if (!owners.get(entry.record)?.has(entry.enterprise))
      folder.report(
        entry,
        "record",
        `${entry.record} 不是企业 ${entry.enterprise} 的记录`,
        "写这家企业、它的设备、它的承诺或者名单里它那一行的编号",
      );
    for (const what of restrictedValues(entry.text))
      folder.report(entry, "text", `文字里有${what}`, "删去以后再公布");
  }
}

/** Record → the enterprises it is or was about. */
function ownersOf(snapshot: Snapshot): Map<string, Set<string>> {
  const owners = new Map<string, Set<string>>();
  const add = (record: string, firm: string | undefined) => {
    if (firm !== undefined) owners.set(record, (owners.get(record) ?? new Set()).add(firm));
  };
  for (const { id } of snapshot.enterprises) add(id, id);
  for (const { id, enterprise } of [...snapshot.equipment, ...snapshot.pledges])
    add(id, enterprise);
  for (const { versions } of snapshot.lists)
    for (const { entry, enterprise } of versions) add(entry, enterprise);
  return owners;
}

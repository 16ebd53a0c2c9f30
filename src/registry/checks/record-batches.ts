import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** What a publication of records speaks of was given an id; who published it is of the place. */
export function checkRecordBatches(snapshot: Snapshot, folder: ContentFolder): void {
  const ids = new Set(snapshot.ledger.map((row) => row.id));
  for (const batch of snapshot.recordBatches) {
    const place = snapshot.jurisdictions.find(({ id }) => id === batch.jurisdiction);
    if (!place?.departments.some(({ id }) => id === batch.publisher))
      folder.report(
        batch,
        "publisher",
        `部门 ${batch.publisher} 不存在`,
        `用 jurisdictions/${batch.jurisdiction}/departments.yaml 里的编号`,
      );
    for (const value of batch.values)
      if (!ids.has(value.record))
        folder.report(value, "record", `编号 ${value.record} 没有登记`, "照登记簿里的编号写");
  }
}

import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Terms of keeping: the documents they cite must exist. */
export function checkRetention(snapshot: Snapshot, folder: ContentFolder): void {
  const documents = [
    ...snapshot.documents,
    ...snapshot.jurisdictions.flatMap((place) => place.ownDocuments),
  ];
  for (const cite of snapshot.retention.flatMap((rule) => rule.cites)) {
    if (documents.some((document) => document.id === cite.document)) continue;
    folder.report(
      cite,
      "document",
      `文件 ${cite.document} 不存在`,
      "检查拼写，或先在 documents.yaml 里写上它",
    );
  }
}

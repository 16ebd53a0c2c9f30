import type { PolicyDocument } from "#domain/document.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** How days are counted that documents name: read as each document says, and never left open. */
export function checkCounting(snapshot: Snapshot, folder: ContentFolder): void {
  const documents = [
    ...snapshot.documents,
    ...snapshot.jurisdictions.flatMap((place) => place.ownDocuments),
  ];
  const documentOf = (id: string) => documents.find((document) => document.id === id);
  checkDaysBefore(snapshot, folder, documentOf);
  checkShortTerms(snapshot, folder, documentOf);
}

type DocumentOf = (id: string) => PolicyDocument | undefined;

/** 「12月1日前」 may or may not include the day (trap 3): its document must say how it is read. */
function checkDaysBefore(snapshot: Snapshot, folder: ContentFolder, documentOf: DocumentOf): void {
  for (const place of snapshot.jurisdictions)
    for (const entry of place.calendar) {
      const [cite] = entry.cites;
      const source = cite && documentOf(cite.document);
      if (entry.time.type === "before" && source && !source.counting?.dayBefore)
        folder.report(
          entry,
          "time.type",
          `文件 ${source.id} 没有写明“前”是否含当天`,
          "在 documents.yaml 里给它写上 counting.dayBefore，注明理由和出处",
        );
    }
}

/** A law may mean working days by a few 日 (trap 11: 行政处罚法第八十五条). */
function checkShortTerms(snapshot: Snapshot, folder: ContentFolder, documentOf: DocumentOf): void {
  for (const limit of snapshot.timeLimits)
    for (const cite of limit.cites) {
      const workingDays = documentOf(cite.document)?.counting?.workingDays;
      if (limit.unit === "days" && workingDays?.lengths.includes(limit.length ?? 0))
        folder.report(
          limit,
          "unit",
          `${cite.document} 里的${limit.length}日是工作日（${workingDays.cites[0]?.where}）`,
          "把 unit 写成 working-days",
        );
    }
}

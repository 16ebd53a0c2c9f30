import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/** Ids that must be given once: across the whole content, or within one jurisdiction. */
export function checkUnique(snapshot: Snapshot, folder: ContentFolder): void {
  const documents = [
    ...snapshot.documents,
    ...snapshot.jurisdictions.flatMap((j) => j.ownDocuments),
  ];
  onceEach(folder, documents, "文件");
  onceEach(folder, snapshot.industries, "行业");
  onceEach(folder, snapshot.topics, "事项");
  onceEach(folder, snapshot.timeLimits, "办理期限");
  onceEach(folder, snapshot.listKinds, "名单种类");
  onceEach(folder, snapshot.glossary, "词条");
  onceEach(folder, snapshot.enterprises, "企业");
  onceEach(folder, snapshot.equipment, "设备");
  onceEach(folder, snapshot.acceptances, "验收");
  onceEach(folder, snapshot.announcements, "公告");
  onceEach(folder, snapshot.pledges, "承诺");
  onceEach(folder, snapshot.recordBatches, "登记批次");
  onceEach(folder, snapshot.outcomes, "办理结果");
  onceEach(folder, snapshot.statements, "企业声明");
  onceEach(
    folder,
    snapshot.jurisdictions.flatMap((j) => j.areas),
    "地区",
  );
  for (const field of ["referencePrefix", "code"] as const)
    onceEach(
      folder,
      snapshot.jurisdictions.map((j) => j.facts),
      "地方",
      field,
    );
  for (const place of snapshot.jurisdictions) {
    onceEach(folder, place.departments, "部门");
    onceEach(folder, place.responsibilities, "责任规则");
    onceEach(folder, place.duties, "公开职责");
    onceEach(folder, place.publishedLists, "名单", "kind");
    onceEach(folder, place.calendar, "进度");
    onceEach(folder, place.channels, "渠道");
    onceEach(folder, place.forms, "表格");
    onceEach(folder, place.terms.rectification, "整改期限", "aspect");
  }
}

function onceEach<T extends object>(
  folder: ContentFolder,
  entries: readonly T[],
  what: string,
  field: keyof T & string = "id" as keyof T & string,
): void {
  const seen = new Map<unknown, T>();
  for (const entry of entries) {
    const value = entry[field];
    const first = seen.get(value);
    if (first === undefined) {
      seen.set(value, entry);
      continue;
    }
    const { file, line } = folder.placeOf(first, field);
    folder.report(
      entry,
      field,
      `${what} ${value} 重复：content/${file}:${line} 已经有了`,
      "编号只能给一次；两处之中后写的那一处换一个没有用过的",
    );
  }
}

import type { ImportTemplate } from "#domain/import-sheet.ts";
import { IMPORT_ROOMS } from "#domain/import-sheet.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import type { ImportTarget } from "./import-draft.ts";
import type { ImportRequest } from "./import-spreadsheet.ts";
import type { DraftRequest } from "./make-draft.ts";
import type { RawTable } from "./raw-row.ts";

type Plan = Pick<DraftRequest, "target" | "form" | "isPublishable">;
type Reason = readonly [message: string, remedy: string];

/** What the file is taken for, or every reason why it cannot be taken. */
export function planOf(
  snapshot: Snapshot,
  place: JurisdictionFolder,
  { kind, statedAs, replaces }: Pick<ImportRequest, "kind" | "statedAs" | "replaces">,
  tables: readonly RawTable[],
): Plan | Reason[] {
  const target = targetOf(snapshot, kind);
  if (target === undefined)
    return [
      [`没有 ${kind} 这种名单`, `写 content/list-kinds.yaml 里的编号，或者 ${FACTS.join("、")}`],
    ];
  const isPublished = place.publishedLists.some((list) => list.kind === kind);
  const form = formOf(snapshot, place, target, tables);
  const reasons: Reason[] = [];
  if (tables.every((table) => table.rows.length === 0))
    reasons.push([
      "没有找到数据行",
      "表头要有企业名称等栏名，数据写在表头下面；可以先要一份空表照着填",
    ]);
  if (form?.asksMeaning && statedAs === null)
    reasons.push([
      "这张统计表既报计划又报退出，没有状态和日期栏，要说明这一份是哪一种",
      "选“计划”或者“退出”（命令行写 --as plan 或 --as closure）",
    ]);
  if (statedAs === "plan" && target.room === "lists" && kind !== "plan")
    reasons.push([
      "计划不能当作退出公布",
      "计划按计划名单导入（--kind plan）；确已退出的选“退出”（--as closure）",
    ]);
  if (statedAs === "closure" && kind === "plan")
    reasons.push(["退出情况不能当作计划登记", "已退出的按退出名单导入（--kind exit）"]);
  if (target.room === "lists" && !isPublished && kind !== "plan")
    reasons.push([
      `${place.facts.name}不公布 ${kind} 这种名单`,
      "检查名单种类；确要公布的先写进当地 lists.yaml",
    ]);
  if (typeof replaces === "object" && !hasBatch(snapshot, place, kind, replaces.batch))
    reasons.push([`没有 ${kind}/${replaces.batch} 这一批`, "写已公布的批次，例如 2024-01"]);
  if (reasons.length > 0) return reasons;
  const isPublishable = target.room !== "lists" || isPublished;
  return { target, form: form?.form ?? null, isPublishable };
}

/** Rooms besides lists. */
const FACTS = IMPORT_ROOMS.filter((room) => room !== "lists");

function targetOf(snapshot: Snapshot, kind: string): ImportTarget | undefined {
  const room = FACTS.find((entry) => entry === kind);
  if (room !== undefined) return { room };
  return snapshot.listKinds.some((entry) => entry.id === kind)
    ? { room: "lists", kind }
    : undefined;
}

/** The official form of the place whose columns these are, and no others. */
function formOf(
  snapshot: Snapshot,
  place: JurisdictionFolder,
  target: ImportTarget,
  tables: readonly RawTable[],
): ImportTemplate | undefined {
  return snapshot.importing.templates.find((template) => {
    if (template.jurisdiction !== place.id || template.room !== target.room) return false;
    if (target.room === "lists" && !template.kinds.includes(target.kind)) return false;
    const fields = template.columns.flatMap((column) => column.field ?? []);
    return tables.some((table) => {
      const found = Object.keys(table.columns);
      return found.length > 0 && found.every((field) => (fields as string[]).includes(field));
    });
  });
}

function hasBatch(
  snapshot: Snapshot,
  place: JurisdictionFolder,
  kind: string,
  batch: string,
): boolean {
  return snapshot.lists.some(
    (list) => list.jurisdiction === place.id && list.id === `${kind}/${batch}`,
  );
}

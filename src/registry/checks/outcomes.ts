import type { Outcome } from "#domain/outcome.ts";
import { restrictedValues } from "#domain/restricted.ts";
import { isAboutRecord } from "#domain/tip-category.ts";
import type { ContentFolder } from "../folder.ts";
import type { Snapshot } from "../snapshot.ts";

/**
 * Outcomes: what they point at exists, they hold no personal number, and none is of a kind that is
 * never disclosed: tips about a body itself go to its superior (`toSuperior`) and stay there, and
 * what is about a record shows in the record.
 */
export function checkOutcomes(snapshot: Snapshot, folder: ContentFolder): void {
  const enterprises = new Map(snapshot.enterprises.map((firm) => [firm.id, firm]));
  const places = new Map(snapshot.jurisdictions.map((place) => [place.id, place]));
  for (const outcome of snapshot.outcomes) {
    const report = (field: string, message: string, remedy: string) =>
      folder.report(outcome, field, message, remedy);
    const place = places.get(outcome.jurisdiction);
    if (!place) {
      report("", `没有 ${outcome.jurisdiction} 这个地方`, "检查文件夹名");
      continue;
    }
    if (!place.departments.some(({ id }) => id === outcome.by))
      report("by", `部门 ${outcome.by} 不存在`, "用当地 departments.yaml 里的编号");
    const firm = enterprises.get(outcome.enterprise ?? "");
    if (outcome.enterprise !== undefined && firm?.jurisdiction !== outcome.jurisdiction)
      report("enterprise", `当地没有企业 ${outcome.enterprise}`, "先登记这家企业，或者删去这一项");
    checkCategory(snapshot, outcome, report);
    checkListEntry(snapshot, outcome, report);
    for (const what of restrictedValues(`${outcome.summary}\n${outcome.measure}`))
      report("summary", `文字里有${what}`, "删去或者遮盖以后再公开");
  }
}

type Report = (field: string, message: string, remedy: string) => void;

function checkCategory(snapshot: Snapshot, outcome: Outcome, report: Report): void {
  const category = snapshot.tipCategories.find(({ id }) => id === outcome.category);
  if (category === undefined)
    report("category", `举报类别 ${outcome.category} 不存在`, "用 tip-categories 里的编号");
  else if (category.toSuperior || isAboutRecord(category))
    report("category", `“${category.label}”的办理结果不公开`, "删去这一条");
}

function checkListEntry({ lists }: Snapshot, outcome: Outcome, report: Report): void {
  const { listEntry, enterprise, jurisdiction } = outcome;
  if (listEntry === undefined) return;
  const rows = lists
    .filter((list) => list.jurisdiction === jurisdiction)
    .flatMap(({ versions }) => versions.filter(({ entry }) => entry === listEntry));
  if (rows.length === 0)
    report("listEntry", `当地名单里没有 ${listEntry} 这一行`, "写名单的行编号，或者删去这一项");
  else if (enterprise !== undefined && !rows.some((row) => row.enterprise === enterprise))
    report("listEntry", `名单的这一行不是企业 ${enterprise} 的`, "检查企业和名单行是否配对");
}

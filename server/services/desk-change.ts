import type { DeskChangeRow } from "#db/queries/desk-changes.ts";
import { countTipsByMatter } from "#db/queries/tip-counts.ts";
import { addDays, isActive, shanghaiMidnight } from "#domain/calendar-date.ts";
import { type DeskChange, departmentsOf, deskChange } from "#domain/desk-change.ts";
import { type ChangedPlace, problemsOfDeskChange } from "#domain/desk-change-problems.ts";
import {
  type DifferenceLine,
  deskChangeSentences,
  differenceLine,
  gapSentence,
} from "#domain/desk-change-sentences.ts";
import type { Problem } from "#domain/problem.ts";
import { type RoutingDifference, routingDifferences } from "#domain/routing-difference.ts";
import { newGaps } from "#domain/routing-gap.ts";
import { overlapsAmong } from "#domain/rule-overlap.ts";
import { planDeskChange } from "#publishing/plan-desk-change.ts";
import { ContentFolder } from "#registry/folder.ts";
import type { FileChange } from "#registry/journal.ts";
import { readJurisdictions } from "#registry/read-jurisdiction.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import { type House, refuse } from "./house.ts";

/** What a change says and what follows, as the content lies there now. */
export interface DeskChangePlan {
  sentences: string[];
  /** Categories that go to others from the first day on, each with before and after. */
  differences: DifferenceLine[];
  /** Matters nobody answers for any more, which go to the coordinator, in sentences. */
  gaps: string[];
  /** What stands in the way. */
  problems: Problem[];
}

/** Works a change out against the content; writes nothing. */
export async function planOfDeskChange(house: House, change: DeskChange): Promise<DeskChangePlan> {
  const { root } = house.content;
  const before = placeIn(root, change.jurisdiction);
  const none = { sentences: [], differences: [], gaps: [] };
  if (before === undefined) return { ...none, problems: [NO_PLACE] };
  const { documents, tipCategories, topics, industries } = house.snapshot();
  const known = [...documents, ...before.ownDocuments].map(({ id }) => id);
  const held: ChangedPlace = { ...before, documents: known, topics, industries };
  const plan = { ...none, sentences: deskChangeSentences(held, change) };
  const problems = problemsOfDeskChange(held, change, house.today());
  if (problems.length > 0) return { ...plan, problems };
  const changes = planDeskChange(root, { jurisdictions: [before], documents }, change);
  const after = placeIn(root, change.jurisdiction, changes);
  if (after === undefined) return { ...plan, problems: [NOT_SOUND] };
  const on = change.from;
  const areas = before.areas.filter((area) => isActive(area, on));
  const moments = { before: { place: before, on }, after: { place: after, on } };
  const differences = routingDifferences(tipCategories, areas, moments, industries);
  const gaps = newGaps(tipCategories, { before, after }, on).map(gapSentence);
  return {
    ...plan,
    differences: await withTips(house, before.id, differences),
    gaps,
    problems: [...overlapProblems(after), ...gapProblems(change, gaps)],
  };
}

/** Each difference as a line, with how many tips of the past year it would have concerned. */
async function withTips(
  house: House,
  jurisdiction: string,
  differences: readonly RoutingDifference[],
): Promise<DifferenceLine[]> {
  const since = shanghaiMidnight(addDays(house.today(), -365));
  const counts = await countTipsByMatter(house.db.read, jurisdiction, since);
  return differences.map((difference) => {
    const line = differenceLine(difference);
    // Whose industry it is lies sealed in the tip.
    if (difference.industry !== undefined) return line;
    const areas: readonly (string | null)[] = difference.areaIds.map((id) => id ?? null);
    const same = counts.filter(
      ({ category, area }) => category === difference.category.id && areas.includes(area),
    );
    return { ...line, tips: same.reduce((sum, { tips }) => sum + tips, 0) };
  });
}

/** Two rules for one matter would leave open who answers. */
function overlapProblems({ responsibilities }: JurisdictionFolder): Problem[] {
  return overlapsAmong(responsibilities).map(({ rule, rival }) => ({
    field: "items",
    message: `“${rival.summary}”和“${rule.summary}”会对同一事项同时有效。请分开地区、行业，或者结束其中一条。`,
  }));
}

/** A gap is refused unless whoever divides anew says that the document leaves it open. */
function gapProblems(change: DeskChange, gaps: readonly string[]): Problem[] {
  if (change.kind !== "divide" || change.isSilent || gaps.length === 0) return [];
  return gaps.map((gap) => ({
    field: "isSilent",
    message: `${gap}请补一条分工；文件确实没有规定的，勾选“文件没有规定的，由统筹的部门接收”。`,
  }));
}

/** Each department that a change names, for the record of what happened; the place where none. */
export function concernedBy(change: DeskChange): { jurisdiction: string; department?: string }[] {
  const { jurisdiction } = change;
  const departments = departmentsOf(change);
  return departments.length === 0
    ? [{ jurisdiction }]
    : departments.map((department) => ({ jurisdiction, department }));
}

/** The change that was stored. */
export function storedChange({ change }: Pick<DeskChangeRow, "change">): DeskChange {
  return deskChange.parse(JSON.parse(change));
}

function placeIn(
  root: string,
  jurisdiction: string,
  planned: readonly FileChange[] = [],
): JurisdictionFolder | undefined {
  return readJurisdictions(new ContentFolder(root, planned)).find(({ id }) => id === jurisdiction);
}

const NO_PLACE = { field: "jurisdiction", message: "没有这个地区，请从列表里选。" };
const NOT_SOUND = { field: "", message: "这样改写，公开内容就读不通了，请核对填写的内容。" };

/** Somebody else's place and a change that is not there look the same. */
export const NO_DESK_CHANGE = refuse("not-found", [
  { field: "", message: "没有这项调整，或者您没有这个地区的权限。" },
]);

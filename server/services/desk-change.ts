import type { DeskChangeRow } from "#db/queries/desk-changes.ts";
import { isActive } from "#domain/calendar-date.ts";
import { type DeskChange, departmentsOf, deskChange } from "#domain/desk-change.ts";
import { type ChangedPlace, problemsOfDeskChange } from "#domain/desk-change-problems.ts";
import {
  type DifferenceLine,
  deskChangeSentences,
  differenceLine,
} from "#domain/desk-change-sentences.ts";
import type { Problem } from "#domain/problem.ts";
import { routingDifferences } from "#domain/routing-difference.ts";
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
  /** What stands in the way. */
  problems: Problem[];
}

/** Works a change out against the content; writes nothing. */
export function planOfDeskChange(house: House, change: DeskChange): DeskChangePlan {
  const { root } = house.content;
  const before = placeIn(root, change.jurisdiction);
  if (before === undefined) return { sentences: [], differences: [], problems: [NO_PLACE] };
  const { documents, tipCategories } = house.snapshot();
  const held: ChangedPlace = {
    ...before,
    documents: [...documents, ...before.ownDocuments].map(({ id }) => id),
  };
  const sentences = deskChangeSentences(held, change);
  const problems = problemsOfDeskChange(held, change, house.today());
  if (problems.length > 0) return { sentences, differences: [], problems };
  const changes = planDeskChange(root, { jurisdictions: [before], documents }, change);
  const after = placeIn(root, change.jurisdiction, changes);
  if (after === undefined) return { sentences, differences: [], problems: [NOT_SOUND] };
  const on = change.from;
  const areas = before.areas.filter((area) => isActive(area, on));
  const moments = { before: { place: before, on }, after: { place: after, on } };
  const differences = routingDifferences(tipCategories, areas, moments).map(differenceLine);
  return { sentences, differences, problems };
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

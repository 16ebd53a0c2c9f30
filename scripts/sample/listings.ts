import { ASPECTS, type Aspect } from "#domain/aspect.ts";
import { addDays, type CalendarDate } from "#domain/calendar-date.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { EntryChange } from "#domain/list-entry.ts";
import { SHORTCOMINGS } from "./grounds.ts";
import {
  type Life,
  type Listing,
  printedCapacity,
  printedEquipment,
  type UnplacedVersion,
} from "./life.ts";
import { localBody, type PlaceList, placeList, publisherOf } from "./place.ts";
import { issueFor, planIssue } from "./schedule.ts";

/** What a new row says; without an aspect it takes those of the life line. */
interface RowFacts {
  machines?: readonly Equipment[];
  aspect?: Aspect | undefined;
  ground?: string;
  remark?: string | undefined;
  startedOn?: CalendarDate;
  dueOn?: CalendarDate | undefined;
}

/** Puts the firm on each of these lists that the place keeps and that has come out by today. */
export function addListing(
  life: Life,
  kinds: readonly string[],
  on: CalendarDate,
  facts: RowFacts,
): void {
  for (const kind of kinds) {
    const list = placeList(life.place, kind);
    if (!list) continue;
    const issue = kind === "plan" ? planIssue(on) : issueFor(list.duty?.frequency ?? null, on);
    if (issue.publishedOn > life.today) continue;
    const aspect = facts.aspect ?? life.aspects[0] ?? "technology";
    const publisher = publisherFor(life, list, aspect);
    const version = firstVersion(life, list, issue.publishedOn, aspect, facts);
    life.listings.push({ kind, publisher, issue, versions: [version] });
  }
}

/** A county publishes one list in five where the duty is also its own. */
function publisherFor(life: Life, list: PlaceList, aspect: Aspect): string {
  const local = localBody(life.place, life.enterprise.area);
  const isLocalDuty = list.duty?.publishers.includes(local) === true;
  return isLocalDuty && life.random.chance(0.2) ? local : publisherOf(life.place, list, aspect);
}

function firstVersion(
  life: Life,
  list: PlaceList,
  changedOn: CalendarDate,
  aspect: Aspect,
  { machines = [], aspect: given, ground, remark, startedOn, dueOn }: RowFacts,
): UnplacedVersion {
  const { enterprise, place } = life;
  const isAboutEquipment = list.kind.rowSubject === "equipment";
  const aspects = given === undefined ? [...life.aspects] : [given];
  return {
    entry: `${enterprise.id}-r${life.listings.length + 1}`,
    version: 1,
    change: "listed",
    changedOn,
    enterprise: enterprise.id,
    equipment: machines.map((machine) => machine.id),
    aspects,
    ground: ground ?? life.random.pick(SHORTCOMINGS[aspect]),
    startedOn,
    dueOn,
    remark: remark ?? (machines.length > 0 ? life.remark : undefined),
    rawEnterprise: enterprise.formerNames.at(-1) ?? enterprise.name,
    ...(isAboutEquipment && {
      rawArea: place.areas.find((area) => area.id === enterprise.area)?.name,
      rawIndustry: place.industryNames.get(enterprise.industry),
      rawEquipment: printedEquipment(machines),
      rawCapacity: printedCapacity(machines),
      rawAspects: ASPECTS.filter((entry) => aspects.includes(entry.id))
        .map((entry) => entry.name)
        .join("、"),
    }),
  };
}

/** Days after the issue on which a list's errors are put right, all in one notice. */
const NOTICE_DAYS: Partial<Record<EntryChange, number>> = { corrected: 20, withdrawn: 40 };

/** Writes a new version of the latest row; nothing while that row has not come out. */
export function addVersion(
  life: Life,
  change: EntryChange,
  on: CalendarDate,
  changeReason: string,
  facts: Partial<UnplacedVersion> = {},
): void {
  const listing = life.listings.at(-1);
  if (!listing) return;
  const previous = listing.versions.at(-1) ?? listing.versions[0];
  const changedOn = dayOfChange(listing, previous, change, on);
  if (changedOn > life.today) return;
  const version = previous.version + 1;
  const changeDocument = `${change === "corrected" ? "更正" : "变更"}说明（演示，${changedOn}）`;
  listing.versions.push({
    ...previous,
    ...facts,
    version,
    change,
    changedOn,
    changeReason,
    changeDocument,
  });
}

/** Never before the row came out, nor before its last change. */
function dayOfChange(
  listing: Listing,
  previous: UnplacedVersion,
  change: EntryChange,
  on: CalendarDate,
): CalendarDate {
  const days = NOTICE_DAYS[change];
  if (days !== undefined) return addDays(listing.issue.publishedOn, days);
  return on > previous.changedOn ? on : addDays(previous.changedOn, 1);
}

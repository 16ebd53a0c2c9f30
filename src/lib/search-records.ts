import { ANNOUNCEMENT_KINDS, type Announcement } from "#domain/announcement.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { KEEPING_REASONS } from "#domain/closure.ts";
import { type Equipment, equipmentCapacity } from "#domain/equipment.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import type { ListRow } from "#domain/list-row.ts";
import type { Pledge } from "#domain/pledge.ts";
import { rowNoticeText } from "#domain/public-notice.ts";
import type { EnterpriseRecord } from "#registry/snapshot.ts";
import type { SearchRecord } from "#search/record.ts";
import { standingOfEquipment } from "./equipment-lines.ts";
import { capacityText, nameOf } from "./format.ts";
import { listRow } from "./list-rows.ts";
import { pledgeSheet } from "./pledge-view.ts";
import { placeRecords } from "./search-places.ts";
import { SEARCH_STATES } from "./search-states.ts";
import { areaName, departmentName, type ListEntry, type SnapshotIndex } from "./snapshot-index.ts";

/**
 * What can be searched for, as the public reads it on `today`: enterprises with their lists and
 * machines, announcements, pledges, lists, places. A row that was withdrawn or has expired adds nothing.
 */
export function* searchRecords(index: SnapshotIndex, today: CalendarDate): Generator<SearchRecord> {
  const { enterprises, announcements, pledges } = index.snapshot;
  for (const firm of enterprises) yield enterpriseRecord(index, firm, today);
  for (const entry of announcements) yield announcementRecord(index, entry);
  for (const pledge of pledges) yield pledgeRecord(index, pledge, today);
  yield* placeRecords(index, today);
}

function enterpriseRecord(
  index: SnapshotIndex,
  firm: EnterpriseRecord,
  today: CalendarDate,
): SearchRecord {
  const listings = listingsOf(index, firm, today);
  const rows = listings.map(({ row }) => row);
  const machines = index.equipmentByEnterprise.get(firm.id) ?? [];
  const states = [
    ...machines.map(({ id }) => standingOfEquipment(index, id).state),
    ...rows.flatMap(({ standing, notice }) =>
      notice !== null ? "on-notice" : standing === null ? [] : `rectification-${standing}`,
    ),
    ...pledgeStates(index, firm, today),
  ];
  return {
    id: firm.id,
    url: `/enterprises/${firm.id}/`,
    kind: "enterprise",
    date: latest(rows.map(({ publishedOn }) => publishedOn)),
    isSample: firm.isSample,
    fields: {
      name: [firm.name, ...firm.formerNames],
      code: present(firm.creditCode),
      place: [placeText(index, firm.jurisdiction, firm.area)],
      about: unique([
        industryText(index, firm.industry),
        ...listings.map((listing) => listingText(index, listing)),
        ...states.map(stateName),
        ...rows.flatMap(({ printedName }) => (printedName ? `名单上写作${printedName}` : [])),
        ...present(firm.address),
      ]),
      equipment: machines.map(machineText),
      capacity: unique([
        ...machines.flatMap((machine) => equipmentCapacity(machine) ?? []).map(capacityText),
        ...rows.flatMap(({ ground, remark }) => [...present(ground), ...present(remark)]),
      ]),
    },
    facets: {
      jurisdiction: [firm.jurisdiction],
      listKind: unique(listings.map(({ entry }) => entry.file.kind)),
      industry: [firm.industry],
      year: unique(rows.map(({ year }) => String(year))),
      state: unique(states),
    },
  };
}

function announcementRecord(index: SnapshotIndex, entry: Announcement): SearchRecord {
  const firms = entry.enterprises.flatMap((id) => index.enterprises.get(id) ?? []);
  return {
    id: entry.id,
    url: `/announcements/${entry.id}/`,
    kind: "announcement",
    date: entry.publishedOn,
    isSample: entry.sample,
    fields: {
      name: [entry.title],
      code: present(entry.number),
      place: [placeText(index, entry.jurisdiction)],
      about: unique([
        nameOf(ANNOUNCEMENT_KINDS, entry.kind),
        departmentName(index, entry.jurisdiction, entry.issuer),
        `${entry.publishedOn.slice(0, 4)}年`,
        ...kindsOf(entry).map((kind) => listName(index, entry.jurisdiction, kind)),
        ...firms.map(({ name }) => name),
      ]),
      equipment: [],
      capacity: [],
    },
    facets: {
      jurisdiction: [entry.jurisdiction],
      listKind: kindsOf(entry),
      industry: unique(firms.map(({ industry }) => industry)),
      year: [entry.publishedOn.slice(0, 4)],
      state: [],
    },
  };
}

function pledgeRecord(index: SnapshotIndex, pledge: Pledge, today: CalendarDate): SearchRecord {
  const sheet = pledgeSheet(index, pledge, today);
  const firm = index.enterprises.get(pledge.enterprise);
  const machines = pledge.equipment.flatMap((id) => index.equipment.get(id) ?? []);
  const state = `pledge-${sheet.state}`;
  return {
    id: pledge.id,
    url: `/pledges/${pledge.id}/`,
    kind: "pledge",
    date: pledge.publishedOn,
    isSample: pledge.sample,
    fields: {
      name: [`${sheet.enterpriseName}不再恢复生产承诺`],
      code: present(firm?.creditCode),
      place: [placeText(index, pledge.jurisdiction, firm?.area)],
      about: unique([
        ...(firm ? [industryText(index, firm.industry)] : []),
        stateName(state),
        `${pledge.publishedOn.slice(0, 4)}年公开`,
        nameOf(KEEPING_REASONS, pledge.reasonNotDismantled),
      ]),
      equipment: machines.map(machineText),
      capacity: [],
    },
    facets: {
      jurisdiction: [pledge.jurisdiction],
      listKind: [],
      industry: present(firm?.industry),
      year: [pledge.publishedOn.slice(0, 4)],
      state: [state],
    },
  };
}

interface Listing {
  entry: ListEntry;
  row: ListRow;
}

/** The rows that name the firm today, the latest publication first. */
function listingsOf(index: SnapshotIndex, firm: EnterpriseRecord, today: CalendarDate): Listing[] {
  return (index.entriesByEnterprise.get(firm.id) ?? [])
    .map((entry) => ({ entry, row: listRow(index, entry, today) }))
    .filter(({ row }) => entryChangeOf(row.change).isShown)
    .sort((a, b) => b.row.publishedOn.localeCompare(a.row.publishedOn));
}

/** A listing in words, with the card's colour where the place's text prints one: 2024年限期整改名单（黄牌）. */
function listingText(index: SnapshotIndex, { entry, row }: Listing): string {
  const { jurisdiction, kind, year } = entry.file;
  const notice = row.notice === null ? "" : `：${rowNoticeText(row.notice)}`;
  return `${year}年${listName(index, jurisdiction, kind)}${notice}`;
}

function listName(index: SnapshotIndex, jurisdiction: string, kind: string): string {
  const place = index.jurisdictions.get(jurisdiction);
  const list = place?.publishedLists.find((entry) => entry.kind === kind);
  const name = list?.name ?? index.listKinds.get(kind)?.name ?? kind;
  return list?.label ? `${name}（${list.label}）` : name;
}

function kindsOf({ lists }: Announcement): string[] {
  return unique(lists.map((list) => list.split("/")[0] ?? list));
}

function pledgeStates(index: SnapshotIndex, firm: EnterpriseRecord, today: CalendarDate): string[] {
  const pledges = index.pledgesByEnterprise.get(firm.id) ?? [];
  return pledges.map((pledge) => `pledge-${pledgeSheet(index, pledge, today).state}`);
}

/** From the province down to the county, each name once: a municipality is its own province. */
function placeText(index: SnapshotIndex, jurisdiction: string, area?: string): string {
  const facts = index.jurisdictions.get(jurisdiction)?.facts;
  const county = area === undefined ? [] : [areaName(index, jurisdiction, area)];
  return unique([...present(facts?.province.name), ...present(facts?.name), ...county]).join("");
}

function industryText(index: SnapshotIndex, id: string): string {
  const industry = index.industries.get(id);
  if (industry === undefined) return id;
  const { name, aliases } = industry;
  return aliases.length === 0 ? name : `${name}（${aliases.join("、")}）`;
}

/** As official lists print it, model first: Φ2.2×7m球磨机2台. */
function machineText({ model = "", name, quantity, measureWord }: Equipment): string {
  return `${model}${name}${quantity}${measureWord}`;
}

function stateName(state: string): string {
  return nameOf(SEARCH_STATES, state);
}

function latest(dates: readonly CalendarDate[]): CalendarDate {
  return [...dates].sort().at(-1) ?? "";
}

function present<Value>(value: Value | null | undefined): Value[] {
  return value === null || value === undefined ? [] : [value];
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

import { type CalendarDate, daysBetween } from "#domain/calendar-date.ts";
import { equipmentCapacity, equipmentLabel } from "#domain/equipment.ts";
import {
  type EntryChange,
  entryChangeOf,
  NAMELESS,
  rectificationStanding,
  standingChange,
} from "#domain/list-entry.ts";
import type { ListRow } from "#domain/list-row.ts";
import { noticeStage, type RowNotice } from "#domain/public-notice.ts";
import { standingOfEquipment } from "./equipment-lines.ts";
import { rowCells } from "./row-cells.ts";
import {
  areaName,
  departmentName,
  fileKey,
  industryName,
  type ListEntry,
  type SnapshotIndex,
} from "./snapshot-index.ts";

/** What a row amounts to on `today`: after its last day of display it has expired. */
export function changeOn(entry: ListEntry, today: CalendarDate): EntryChange {
  return standingChange(entry.latest, entry.file.batch, today);
}

/** A row as the public reads it on `today`. Rows no longer shown keep only what a tombstone needs. */
export function listRow(index: SnapshotIndex, entry: ListEntry, today: CalendarDate): ListRow {
  const change = changeOn(entry, today);
  const told = { ...publication(index, entry), ...changeFacts(entry, change) };
  if (NAMELESS.includes(change)) return { ...told, ...NOTHING_SAID };
  const notice = entryChangeOf(change).isShown ? rowNotice(index, entry, today) : null;
  return {
    ...told,
    notice,
    ...subject(index, entry),
    ...term(index, entry, today),
    ...provenance(entry),
  };
}

/** The notice whose result is still to be published, with where it stands on `today`. */
function rowNotice(
  index: SnapshotIndex,
  { file }: ListEntry,
  today: CalendarDate,
): RowNotice | null {
  const found = index.openNoticeByFile.get(fileKey(file));
  if (found?.publicNotice === undefined) return null;
  const { from, to } = found.publicNotice;
  return { announcement: found.id, from, to, stage: noticeStage({ from, to }, today) };
}

function publication(index: SnapshotIndex, { id, file }: ListEntry) {
  return {
    entry: id,
    batch: file.id.slice(file.kind.length + 1),
    year: file.year,
    publishedOn: file.batch.publishedOn,
    publisher: departmentName(index, file.jurisdiction, file.batch.publisher),
    documentNumber: file.batch.documentNumber ?? null,
    isSample: file.batch.sample,
  };
}

function changeFacts({ latest, file }: ListEntry, change: EntryChange) {
  const isByDate = change !== latest.change;
  return {
    change,
    changedOn: isByDate ? (file.batch.displayUntil ?? latest.changedOn) : latest.changedOn,
    changeReason: isByDate ? "公布期限届满，按规定停止公示。" : (latest.changeReason ?? null),
    changeDocument: latest.changeDocument ?? null,
  };
}

function subject(index: SnapshotIndex, { latest, file }: ListEntry) {
  const firm = latest.enterprise === undefined ? null : index.enterprises.get(latest.enterprise);
  const machines = latest.equipment.flatMap((id) => index.equipment.get(id) ?? []);
  const name = firm?.name ?? latest.subject ?? latest.rawEnterprise ?? null;
  const place = firm?.jurisdiction ?? file.jurisdiction;
  const capacities = machines.flatMap((machine) => equipmentCapacity(machine) ?? []);
  return {
    enterprise: firm?.id ?? null,
    name,
    printedName: latest.rawEnterprise === name ? null : (latest.rawEnterprise ?? null),
    creditCode: firm?.creditCode ?? null,
    area: firm?.area ?? null,
    areaName: firm ? areaName(index, place, firm.area) : (latest.rawArea ?? null),
    industry: firm?.industry ?? null,
    industryName: firm ? industryName(index, firm.industry) : (latest.rawIndustry ?? null),
    equipment: machines.map((machine) => ({
      id: machine.id,
      label: equipmentLabel(machine),
      state: standingOfEquipment(index, machine.id).state,
    })),
    capacities,
    printedCapacity: capacities.length < machines.length ? (latest.rawCapacity ?? null) : null,
    aspects: latest.aspects,
    ground: latest.ground ?? null,
  };
}

function term(index: SnapshotIndex, { latest, file }: ListEntry, today: CalendarDate) {
  const hasTerm = index.listKinds.get(file.kind)?.hasTerm === true;
  const standing = hasTerm ? rectificationStanding(latest, today) : null;
  const lastDay = latest.extendedTo ?? latest.dueOn;
  const isRunning = standing !== null && standing !== "met" && lastDay !== undefined;
  return {
    startedOn: latest.startedOn ?? null,
    dueOn: latest.dueOn ?? null,
    extendedTo: latest.extendedTo ?? null,
    metOn: latest.metOn ?? null,
    standing,
    daysLeft: isRunning ? daysBetween(today, lastDay) : null,
    remark: latest.remark ?? null,
  };
}

function provenance(entry: ListEntry) {
  const { sheet = null, row = null } = entry.latest;
  return { sheet, row, ...rowCells(entry) };
}

const NOTHING_SAID = {
  notice: null,
  enterprise: null,
  name: null,
  printedName: null,
  creditCode: null,
  area: null,
  areaName: null,
  industry: null,
  industryName: null,
  equipment: [],
  capacities: [],
  printedCapacity: null,
  aspects: [],
  ground: null,
  startedOn: null,
  dueOn: null,
  extendedTo: null,
  metOn: null,
  standing: null,
  daysLeft: null,
  remark: null,
  sheet: null,
  row: null,
  printed: [],
  sources: [],
};

import type { CalendarDate } from "#domain/calendar-date.ts";
import { creditCodeFaults } from "#domain/credit-code.ts";
import type { AcceptanceLine, EnterpriseSheet } from "#domain/enterprise-sheet.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import { withdrawalOf } from "#domain/record-withdrawal.ts";
import { findRecord } from "#registry/published-record.ts";
import type { EnterpriseRecord } from "#registry/snapshot.ts";
import { equipmentLines } from "./equipment-lines.ts";
import { memberships } from "./memberships.ts";
import { outcomeSheet } from "./outcome-view.ts";
import { pledgeSheet } from "./pledge-view.ts";
import { picturesOf } from "./public-pictures.ts";
import { recordCorrections } from "./record-corrections.ts";
import { recordSources } from "./record-sources.ts";
import {
  areaName,
  departmentName,
  industryName,
  placeName,
  type SnapshotIndex,
} from "./snapshot-index.ts";
import { statementSheet } from "./statement-view.ts";
import { timeline } from "./timeline.ts";
import { firmSources } from "./value-sources.ts";

/** Everything the register says about an enterprise on `today`. */
export function enterpriseSheet(
  index: SnapshotIndex,
  firm: EnterpriseRecord,
  today: CalendarDate,
): EnterpriseSheet {
  const equipment = equipmentLines(index, firm.id, today);
  const lists = memberships(index, firm.id, today);
  const pledges = (index.pledgesByEnterprise.get(firm.id) ?? []).map((pledge) =>
    pledgeSheet(index, pledge, today),
  );
  const acceptances = acceptanceLines(index, firm);
  const announcements = index.announcementsByEnterprise.get(firm.id) ?? [];
  return {
    id: firm.id,
    name: firm.name,
    formerNames: firm.formerNames,
    formerIds: firm.formerIds,
    creditCode: firm.creditCode ?? null,
    creditCodeFaults: firm.creditCode === undefined ? [] : creditCodeFaults(firm.creditCode),
    jurisdiction: firm.jurisdiction,
    jurisdictionName: placeName(index, firm.jurisdiction),
    area: firm.area,
    areaName: areaName(index, firm.jurisdiction, firm.area),
    address: firm.address ?? null,
    industry: firm.industry,
    industryName: industryName(index, firm.industry),
    sources: firmSources(index, firm, today),
    equipment,
    memberships: lists,
    pledges,
    acceptances,
    outcomes: (index.outcomesByEnterprise.get(firm.id) ?? [])
      .map((outcome) => outcomeSheet(index, outcome))
      .filter(({ told }) => told !== null),
    statements: statementsOf(index, firm, today),
    corrections: recordCorrections(index, firm),
    announcements: announcements.map(({ id, title, publishedOn }) => ({ id, title, publishedOn })),
    timeline: timeline(index, {
      equipment,
      memberships: lists,
      pledges,
      acceptances,
      announcements,
    }),
    isSample: firm.isSample,
    asOf: today,
  };
}

/** What the firm says of its records, each with the name of the record. */
function statementsOf(index: SnapshotIndex, firm: EnterpriseRecord, today: CalendarDate) {
  const own = index.statementsByEnterprise.get(firm.id) ?? [];
  return own.map((entry) => {
    const record = findRecord(index.snapshot, entry.record, today);
    return { ...statementSheet(entry), recordTitle: record?.title ?? entry.record };
  });
}

/** Pictures and papers an acceptance may rest on. */
const PHOTOS = [
  ["hasPhotosBefore", "拆除前"],
  ["hasPhotosDuring", "拆除中"],
  ["hasPhotosAfter", "拆除后"],
] as const;

function acceptanceLines(index: SnapshotIndex, firm: EnterpriseRecord): AcceptanceLine[] {
  return (index.acceptancesByEnterprise.get(firm.id) ?? [])
    .map((row) => ({
      id: row.id,
      level: row.level,
      by: departmentName(index, firm.jurisdiction, row.by),
      on: row.on,
      equipment: row.equipment.flatMap((id) => {
        const machine = index.equipment.get(id);
        return machine ? [equipmentLabel(machine)] : [];
      }),
      isDismantled: row.isDismantled,
      canRestart: row.canRestart,
      isPassed: row.isPassed,
      photos: PHOTOS.flatMap(([key, name]) => (row[key] ? [name] : [])),
      source: row.source,
      pictures: picturesOf(index.snapshot, row.id, "acceptance"),
      sources: recordSources(index, row.id),
      withdrawal: withdrawalOf(row),
    }))
    .sort((a, b) => a.on.localeCompare(b.on));
}

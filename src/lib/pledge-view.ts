import type { CalendarDate } from "#domain/calendar-date.ts";
import type { SealingFact } from "#domain/closure.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import { type Pledge, pledgeStanding } from "#domain/pledge.ts";
import type { PledgedMachine, PledgeRules, PledgeSheet } from "#domain/pledge-sheet.ts";
import { withdrawalOf } from "#domain/record-withdrawal.ts";
import { standingOfEquipment } from "./equipment-lines.ts";
import { picturesOf } from "./public-pictures.ts";
import { correctionsOf } from "./record-corrections.ts";
import { recordSources } from "./record-sources.ts";
import { placeName, type SnapshotIndex } from "./snapshot-index.ts";

/** Everything to show about one pledge on `today`. */
export function pledgeSheet(
  index: SnapshotIndex,
  pledge: Pledge,
  today: CalendarDate,
): PledgeSheet {
  const machines = pledge.equipment.flatMap((id) => pledgedMachine(index, id));
  const { state, daysLeft } = pledgeStanding(
    pledge,
    today,
    machines.map((machine) => machine.state),
  );
  return {
    id: pledge.id,
    jurisdiction: pledge.jurisdiction,
    jurisdictionName: placeName(index, pledge.jurisdiction),
    enterprise: pledge.enterprise,
    enterpriseName: index.enterprises.get(pledge.enterprise)?.name ?? pledge.signedBy,
    signedBy: pledge.signedBy,
    signedOn: pledge.signedOn,
    publishedOn: pledge.publishedOn,
    machines,
    reasonNotDismantled: pledge.reasonNotDismantled,
    dismantleBy: pledge.dismantleBy ?? null,
    daysLeft,
    state,
    provincialNotice: pledge.provincialNotice
      ? { ...pledge.provincialNotice, url: pledge.provincialNotice.url ?? null }
      : null,
    fulfilledOn: pledge.fulfilledOn ?? null,
    breachedOn: pledge.breachedOn ?? null,
    rules: rulesOf(index, pledge.jurisdiction),
    sources: recordSources(index, pledge.id),
    pictures: picturesOf(index.snapshot, pledge.id, "pledge"),
    withdrawal: withdrawalOf(pledge),
    corrections: correctionsOf(index, pledge.jurisdiction, {
      id: pledge.id,
      name: `承诺（${pledge.signedOn}）`,
    }),
    text: pledge.body,
    isSample: pledge.sample,
    asOf: today,
  };
}

/** All pledges, those that need watching first: broken, overdue, then by the day they fall due. */
export function pledgeSheets(index: SnapshotIndex, today: CalendarDate): PledgeSheet[] {
  return index.snapshot.pledges
    .map((pledge) => pledgeSheet(index, pledge, today))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        (a.dismantleBy ?? "9999").localeCompare(b.dismantleBy ?? "9999") ||
        b.publishedOn.localeCompare(a.publishedOn),
    );
}

const ORDER = ["breached", "overdue", "kept", "reserved", "fulfilled", "withdrawn"] as const;

function pledgedMachine(index: SnapshotIndex, id: string): PledgedMachine[] {
  const row = index.equipment.get(id);
  if (row === undefined) return [];
  const established = lastEstablished(index, id);
  return [{ id, label: equipmentLabel(row), ...standingOfEquipment(index, id), established }];
}

function lastEstablished(index: SnapshotIndex, id: string): PledgedMachine["established"] {
  const events = index.eventsByEquipment.get(id) ?? [];
  const lastOf = (fact: SealingFact) =>
    events
      .filter((event) => event.event === fact)
      .map((event) => event.on)
      .sort()
      .at(-1) ?? null;
  return {
    waterCut: lastOf("waterCut"),
    powerCut: lastOf("powerCut"),
    driveRemoved: lastOf("driveRemoved"),
    sealed: lastOf("sealed"),
  };
}

function rulesOf(index: SnapshotIndex, jurisdiction: string): PledgeRules | null {
  const closure = index.jurisdictions.get(jurisdiction)?.terms.closure;
  if (!closure) return null;
  const { isPledgeRequired, isProvincialNoticeRequired, isDismantleByRequired } = closure;
  return {
    isPledgeRequired,
    isProvincialNoticeRequired,
    isDismantleByRequired,
    dismantleByTerm: closure.dismantleByTerm,
  };
}

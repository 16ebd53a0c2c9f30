import type { Acceptance } from "#domain/acceptance.ts";
import { ACCEPTANCE_LEVELS, SEALING_FACTS } from "#domain/closure.ts";
import { type Equipment, equipmentLabel } from "#domain/equipment.ts";
import { equipmentStanding } from "#domain/equipment-state.ts";
import { isInForce } from "#domain/record-withdrawal.ts";
import { citedText } from "./cited-text.ts";
import { knownMachines, type Publication, rowName, rowsToPublish } from "./publication.ts";

/** Lists that say that machines are gone for good, and such as say that a firm was closed. */
const EXIT_KINDS: readonly string[] = ["exit", "legally-exited"];
const CLOSED_KINDS: readonly string[] = ["closed"];

/** 安康's 统计表 holds plans and closures alike (domain facts §4b-18). */
export function isPlanNoExit({ draft, kind }: Publication): string[] {
  if (draft.statedAs !== "plan" || !(EXIT_KINDS.includes(kind) || CLOSED_KINDS.includes(kind)))
    return [];
  return ["这份表报的是计划。计划不能当作退出或者关闭公布。"];
}

/** An exit is announced of machines that each required level has accepted, with its pictures. */
export function areMachinesAccepted(publication: Publication): string[] {
  const { snapshot, place, kind } = publication;
  const rules = place.terms.acceptance;
  if (rules === null || !EXIT_KINDS.includes(kind)) return [];
  const source = citedText(publication, rules.cites);
  const machinesOf = knownMachines(publication);
  const opinionsOf = byMachine(snapshot.acceptances.filter(isInForce));
  return rowsToPublish(publication).flatMap((row) => {
    const fresh = row.machines.filter((match) => match.is !== "known").length;
    const missing = machinesOf(row).flatMap((machine) => {
      const passed = latestOfLevels(opinionsOf.get(machine.id) ?? []).filter(
        (entry) => entry.isPassed,
      );
      const levels = ACCEPTANCE_LEVELS.filter(({ id }) => rules.requiredLevels.includes(id))
        .filter(({ id }) => !passed.some((entry) => entry.level === id))
        .map(({ name }) => name);
      const bare = passed
        .filter((entry) => rules.requiredLevels.includes(entry.level))
        .some((entry) => !(entry.hasPhotosBefore && entry.hasPhotosDuring && entry.hasPhotosAfter));
      return [
        ...(levels.length > 0 ? [`${label(row, machine)}没有通过${levels.join("、")}验收`] : []),
        ...(rules.needsPhotos && bare
          ? [`${label(row, machine)}的验收缺少拆除前、中、后的影像`]
          : []),
      ];
    });
    const unknown =
      rules.requiredLevels.length === 0
        ? []
        : fresh > 0
          ? [`${rowName(row)}有 ${fresh} 项设备没有登记，也就没有验收`]
          : row.machines.length === 0
            ? [`${rowName(row)}没有写设备，对不上验收`]
            : [];
    return [...unknown, ...missing].map((what) => `${what}，不能公告退出${source}。`);
  });
}

/** What is said about each machine. */
function byMachine<Entry extends { equipment: readonly string[] }>(
  entries: readonly Entry[],
): ReadonlyMap<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const machine of entry.equipment)
      found.set(machine, [...(found.get(machine) ?? []), entry]);
  return found;
}

/** Who passed and failed a later inspection of the same level has not passed it. */
function latestOfLevels(opinions: readonly Acceptance[]): Acceptance[] {
  return ACCEPTANCE_LEVELS.flatMap(
    ({ id }) =>
      opinions
        .filter(({ level }) => level === id)
        .toSorted((one, other) => one.on.localeCompare(other.on))
        .at(-1) ?? [],
  );
}

/** A machine that stands must be sealed, pledged for, and announced by the province where the text says so. */
export function areStandingMachinesSealed(publication: Publication): string[] {
  const { snapshot, place, kind } = publication;
  const rules = place.terms.closure;
  if (rules === null || !EXIT_KINDS.includes(kind)) return [];
  const source = citedText(publication, rules.cites);
  const eventsOf = Map.groupBy(snapshot.equipmentEvents, ({ equipment }) => equipment);
  const pledgesOf = byMachine(snapshot.pledges.filter(isInForce));
  const faultsOf = (machine: Equipment): string[] => {
    const events = eventsOf.get(machine.id) ?? [];
    const { state, sealing } = equipmentStanding(events, false);
    if (state === "dismantled" || state === "reserve") return [];
    const open = SEALING_FACTS.filter(({ id }) => rules.sealingFacts.includes(id))
      .filter(({ id }) => sealing[id] === null)
      .map(({ name }) => name);
    const [pledge] = pledgesOf.get(machine.id) ?? [];
    return [
      ...(open.length > 0 ? [`没有拆除，也没有${open.join("、")}的记录`] : []),
      ...(rules.isPledgeRequired && pledge === undefined ? ["没有公开承诺不再恢复生产"] : []),
      ...(rules.isProvincialNoticeRequired && pledge?.provincialNotice === undefined
        ? ["没有省级网站公告"]
        : []),
      ...(rules.isDismantleByRequired && !(pledge?.dismantleBy ?? machine.dismantleBy)
        ? ["没有限时拆除的日期"]
        : []),
    ];
  };
  const machinesOf = knownMachines(publication);
  return rowsToPublish(publication).flatMap((row) =>
    machinesOf(row).flatMap((machine) => {
      const faults = faultsOf(machine);
      if (faults.length === 0) return [];
      return [`${label(row, machine)}${faults.join("，")}，不能公告退出${source}。`];
    }),
  );
}

/** Closing names who approved it, but only where the rule of that aspect names a government (§4b-11). */
export function isClosingApproved(publication: Publication): string[] {
  const { place, kind, facts } = publication;
  if (!CLOSED_KINDS.includes(kind) || facts.approval !== undefined) return [];
  const rows = rowsToPublish(publication);
  const aspects = new Set(rows.flatMap((row) => row.values.aspects?.value ?? []));
  const rules = place.terms.rectification.filter((term) => term.approval !== null);
  const silent = rows.filter((row) => !row.values.aspects?.value?.length);
  return [
    ...rules
      .filter((term) => aspects.has(term.aspect))
      .map(
        (term) =>
          `关闭要“${term.approval}”：请写明批准的政府和文号${citedText(publication, term.cites)}。`,
      ),
    ...(rules.length === 0 ? [] : silent).map(
      (row) =>
        `${rowName(row)}没有写淘汰类别，分不清按哪一条规定关闭、要不要政府批准：请补上类别，或者写明批准的政府和文号${citedText(publication, rules[0]?.cites ?? [])}。`,
    ),
  ];
}

function label(row: Parameters<typeof rowName>[0], machine: Equipment): string {
  return `${rowName(row)}的${equipmentLabel(machine)}`;
}

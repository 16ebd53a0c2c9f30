import type { Acceptance } from "#domain/acceptance.ts";
import { ACCEPTANCE_LEVELS } from "#domain/closure.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import { continuedRecord } from "./continued-record.ts";
import type { ImportProblem, RowDifference } from "./import-draft.ts";
import { eventFindings } from "./machine-events.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext, RowOutcome } from "./rooms.ts";
import {
  fileProblems,
  hasFiles,
  knownMachines,
  missingFields,
  unknownSubjectProblems,
} from "./row-needs.ts";

/** What an opinion must state (随州附表2备注), and who gave it when. */
const NEEDED: readonly ImportFieldName[] = [
  "equipment",
  "level",
  "department",
  "acceptedOn",
  "isDismantled",
  "canRestart",
  "isPassed",
  "source",
];
const COMPARED = [
  ["level", "level"],
  ["department", "by"],
  ["acceptedOn", "on"],
  ["isDismantled", "isDismantled"],
  ["canRestart", "canRestart"],
  ["isPassed", "isPassed"],
  ["hasPhotosBefore", "hasPhotosBefore"],
  ["hasPhotosDuring", "hasPhotosDuring"],
  ["hasPhotosAfter", "hasPhotosAfter"],
  ["source", "source"],
] as const;

/** Holds an opinion against those already on record: same firm, level, body and machines. */
export function acceptanceOutcome(row: ResolvedRow, context: RoomContext): RowOutcome {
  const { register, claimed } = context;
  const problems = [
    ...unknownSubjectProblems(row),
    ...missingFields(row, NEEDED),
    ...photoProblems(row, context),
    ...contradictions(row),
    ...fileProblems(row),
    ...undatedDismantling(row, context),
  ];
  const machines = knownMachines(row);
  const events = eventFindings(
    row.values,
    machines.map((id) => register.eventsOf.get(id) ?? []),
  );
  const firm = row.enterprise.is === "known" ? row.enterprise.id : "";
  const isOfLevel = ({ level, by }: Acceptance) =>
    level === row.values.level?.value && by === row.values.department?.value;
  const found = continuedRecord(
    row,
    register.acceptancesOf.get(firm) ?? [],
    claimed,
    (alike) => chosen(row, alike.filter(isOfLevel)),
    (record) => isOfLevel(record) && record.on === row.values.acceptedOn?.value,
  );
  problems.push(...found.problems);
  const { before } = found;
  if (before === undefined)
    return { action: "add", continues: null, differences: events.differences, problems };
  claimed.set(before.id, row.key);
  const opinion = COMPARED.flatMap(([field, key]): RowDifference[] => {
    const read = row.values[field];
    const named = (value: string | boolean) => said(value, register);
    const [was, is] = [named(before[key]), named(read?.value ?? read?.text ?? "")];
    return read === undefined || was === is ? [] : [{ field, before: was, after: is }];
  });
  const differences = [...opinion, ...events.differences];
  const action =
    events.isAdded || hasFiles(row) ? "add" : differences.length > 0 ? "change" : "keep";
  return { action, continues: before.id, differences, problems };
}

/** Who failed and passed later has two opinions of one level: the day tells them apart. */
function chosen(
  { values }: ResolvedRow,
  alike: readonly Acceptance[],
): Acceptance | undefined | "unclear" {
  const day = values.acceptedOn?.value ?? "";
  const ofDay = alike.find(({ on }) => on === day);
  const isAgain = alike.every(({ isPassed, on }) => !isPassed && on < day);
  if (ofDay !== undefined || isAgain) return ofDay;
  return alike.length > 1 ? "unclear" : alike[0];
}

/** As a clerk reads it. */
function said(value: string | boolean, { place }: RoomContext["register"]): string {
  if (typeof value === "boolean") return value ? "是" : "否";
  const named = [...ACCEPTANCE_LEVELS, ...place.departments].find(({ id }) => id === value);
  return named?.name ?? value;
}

function photoProblems(row: ResolvedRow, { register }: RoomContext): ImportProblem[] {
  if (register.place.terms.acceptance?.needsPhotos !== true) return [];
  const missing = (["hasPhotosBefore", "hasPhotosDuring", "hasPhotosAfter"] as const).filter(
    (field) => row.values[field]?.value !== true && !row.values[FILES_OF[field]]?.value?.length,
  );
  if (missing.length === 0) return [];
  const message = "当地方案要求拆除前、中、后的影像，这里没有齐";
  return [problem("warning", placeOf(row, "hasPhotosBefore"), message, "补齐影像再发布退出公告")];
}

/** A picture that comes along is one that there is. */
const FILES_OF = {
  hasPhotosBefore: "photosBefore",
  hasPhotosDuring: "photosDuring",
  hasPhotosAfter: "photosAfter",
} as const;

/** An opinion that cannot be meant as it stands. */
function contradictions(row: ResolvedRow): ImportProblem[] {
  const { isDismantled, canRestart } = row.values;
  if (isDismantled?.value !== true || canRestart?.value !== true) return [];
  const message = "主体设备已拆除，又写具备恢复生产条件";
  return [problem("warning", placeOf(row, "canRestart"), message, "核对验收意见原件")];
}

/** A machine is shown as gone from the day it was dismantled, which an opinion need not give. */
function undatedDismantling(row: ResolvedRow, { register }: RoomContext): ImportProblem[] {
  if (row.values.isDismantled?.value !== true || row.values.dismantledOn?.value) return [];
  const isKnown = knownMachines(row).every((id) =>
    register.eventsOf.get(id)?.some(({ event }) => event === "dismantled"),
  );
  if (isKnown) return [];
  const message = "写了已拆除，没有写主体设备拆除时间，设备状态不会变成已拆除";
  const remedy = "补上主体设备拆除时间；几台不是同一天拆除的，用登记企业和设备的表逐台写";
  return [problem("warning", placeOf(row, "isDismantled"), message, remedy)];
}

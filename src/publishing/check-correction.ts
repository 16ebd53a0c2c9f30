import type { ChangeOf } from "#domain/content-change.ts";
import { correctedValue, readableText } from "#domain/corrected-value.ts";
import { creditCodeFaults } from "#domain/credit-code.ts";
import type { Problem } from "#domain/problem.ts";
import type { CorrectableField } from "#domain/record-correction.ts";
import {
  type CorrectableRecord,
  correctableRecord,
  placeChoices,
} from "#registry/correctable-record.ts";
import { citedText } from "./cited-text.ts";
import type { ChangeRequest } from "./plan-change.ts";

/** A field that is said otherwise: its value as it is kept, both texts as readers know them. */
export interface CorrectedField extends CorrectableField {
  value: unknown;
  before: string;
  after: string;
}

/** What is corrected in which record. */
export interface Correction {
  record: CorrectableRecord;
  changes: CorrectedField[];
  /** What whoever reviews it should look at; nothing of it stands in the way. */
  warnings: string[];
}

/** What was typed; the day it is to be published on where that is stated yet. */
interface CorrectionRequest extends Omit<ChangeRequest, "facts"> {
  facts: Pick<ChangeOf<"record-correction">, "record" | "values"> & { publishedOn?: string };
}

/** What the form comes to, or everything that is wrong with it, each beside its field. */
export function checkCorrection(
  request: CorrectionRequest,
): { correction: Correction } | { problems: Problem[] } {
  const { snapshot, place, facts, today } = request;
  const record = correctableRecord(snapshot, facts.record, today);
  if (record === undefined || record.jurisdiction !== place.id)
    return { problems: [{ field: "record", message: `当地没有可以更正的记录 ${facts.record}。` }] };
  const read = Object.entries(facts.values).map(([field, typed]) =>
    readField(request, record, field, typed),
  );
  const changes = read.flatMap((one) => ("value" in one ? [one] : []));
  const problems = [
    ...read.flatMap((one) => ("message" in one ? [one] : [])),
    ...(read.length === 0
      ? [{ field: "record", message: "没有改动：每一项都和已公布的一样。" }]
      : []),
    ...earlier(record, facts.publishedOn),
  ];
  if (problems.length > 0) return { problems };
  const correction = { record, changes, warnings: warningsOf(changes) };
  const held = GUARDS.flatMap((guard) => guard(correction, request));
  return held.length > 0 ? { problems: held } : { correction };
}

/** The name of a field of the form. */
function inForm(field: string): string {
  return `values.${field}`;
}

function readField(
  { snapshot, place, today }: CorrectionRequest,
  record: CorrectableRecord,
  name: string,
  typed: { before: string; after: string },
): CorrectedField | Problem {
  const field = record.fields.find((entry) => entry.field === name);
  if (field === undefined) return { field: "record", message: `这种记录没有 ${name} 这一项。` };
  const choices = placeChoices(snapshot, place.id);
  const say = (text: string) => readableText(field.reads, text, choices);
  if (typed.before !== field.present)
    return {
      field: inForm(name),
      message: `${field.name}已经改为“${say(field.present) || "（空）"}”，请重新打开表单再填。`,
    };
  const value = correctedValue(field, typed.after, choices, today);
  return "problem" in value
    ? { field: inForm(name), message: `${field.name}：${value.problem}` }
    : { ...field, ...value, before: say(typed.before), after: say(typed.after.trim()) };
}

function earlier({ list }: CorrectableRecord, publishedOn = "9999"): Problem[] {
  if (list === undefined || publishedOn >= list.latest.changedOn) return [];
  const message = `这一行在 ${list.latest.changedOn} 改动过，公布日期不能更早。`;
  return [{ field: "publishedOn", message }];
}

function warningsOf(changes: readonly CorrectedField[]): string[] {
  const isDoubtful = changes.some(
    ({ field, value }) =>
      field === "creditCode" && typeof value === "string" && creditCodeFaults(value).length > 0,
  );
  return isDoubtful ? ["请核对统一社会信用代码：校验位不符，确有这样的代码才可以通过。"] : [];
}

type Guard = (correction: Correction, request: CorrectionRequest) => Problem[];

/** What must hold of the record as a whole once it is corrected. */
const GUARDS: readonly Guard[] = [isCodeOfOne, isCapacityWhole, areDaysInOrder, hasPictures];

function isCodeOfOne({ record, changes }: Correction, { snapshot }: CorrectionRequest): Problem[] {
  const code = changes.find(({ field }) => field === "creditCode")?.value;
  const other = snapshot.enterprises.find(
    (firm) => code !== undefined && firm.creditCode === code && firm.id !== record.id,
  );
  if (other === undefined) return [];
  return [
    { field: inForm("creditCode"), message: `这个代码已经登记给“${other.name}”（${other.id}）。` },
  ];
}

function isCapacityWhole(correction: Correction): Problem[] {
  if (correction.record.kind !== "equipment") return [];
  const parts = ["capacityValue", "capacityUnit", "capacityProduct", "capacityBasis"];
  const given = parts.filter((part) => textAfter(correction, part) !== "").length;
  if (given === 0 || given === parts.length) return [];
  const message = "产能的数值、单位、产品、口径四项要么都填，要么都空着。";
  return [{ field: inForm("capacityValue"), message }];
}

/** Pairs of days of which the second cannot come before the first. */
const DAYS_IN_ORDER = [
  ["startedOn", "dueOn", "整改到期不能早于整改开始。"],
  ["dueOn", "extendedTo", "延期至的日期要晚于整改到期。"],
  ["startedOn", "metOn", "整改完成不能早于整改开始。"],
  ["signedOn", "publishedOn", "公开日期不能早于承诺日期。"],
] as const;

function areDaysInOrder(correction: Correction): Problem[] {
  return DAYS_IN_ORDER.flatMap(([first, second, message]) => {
    const [from, to] = [textAfter(correction, first), textAfter(correction, second)];
    const isWrong = second === "extendedTo" ? to !== "" && to <= from : from > to;
    return from !== "" && to !== "" && isWrong ? [{ field: inForm(second), message }] : [];
  });
}

/** An acceptance passes by a correction only as it would by a sheet: with its pictures. */
function hasPictures(correction: Correction, request: CorrectionRequest): Problem[] {
  const rules = request.place.terms.acceptance;
  const { record, changes } = correction;
  const passes = changes.some(({ field, value }) => field === "isPassed" && value === true);
  if (!passes || rules?.needsPhotos !== true) return [];
  const found = request.snapshot.acceptances.find(({ id }) => id === record.id);
  if (found?.hasPhotosBefore && found.hasPhotosDuring && found.hasPhotosAfter) return [];
  const source = citedText(request, rules.cites);
  const message = `缺少拆除前、中、后的影像，不能改为通过验收${source}；影像随验收表上传。`;
  return [{ field: inForm("isPassed"), message }];
}

/** What a field says after the correction; empty where nothing, or where there is no such field. */
function textAfter({ record, changes }: Correction, field: string): string {
  const changed = changes.find((entry) => entry.field === field);
  return changed?.after ?? record.fields.find((entry) => entry.field === field)?.present ?? "";
}

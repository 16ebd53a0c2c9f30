import { KEEPING_REASONS } from "#domain/closure.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import type { Pledge } from "#domain/pledge.ts";
import { continuedRecord } from "./continued-record.ts";
import { emptiedCells } from "./emptied-cells.ts";
import type { ImportProblem, RowDifference } from "./import-draft.ts";
import { compact } from "./plain-text.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { Register } from "./register.ts";
import type { ResolvedRow } from "./resolve-row.ts";
import type { RoomContext, RowOutcome } from "./rooms.ts";
import { fileProblems, hasFiles, missingFields, unknownSubjectProblems } from "./row-needs.ts";

const NEEDED: readonly ImportFieldName[] = [
  "equipment",
  "signedBy",
  "signedOn",
  "publishedOn",
  "keepingReason",
  "promise",
];

const COMPARED: readonly (readonly [ImportFieldName, (pledge: Pledge) => string])[] = [
  ["signedBy", (pledge) => pledge.signedBy],
  ["signedOn", (pledge) => pledge.signedOn],
  ["publishedOn", (pledge) => pledge.publishedOn],
  ["keepingReason", (pledge) => said(pledge.reasonNotDismantled)],
  ["dismantleBy", (pledge) => pledge.dismantleBy ?? ""],
  ["noticeSite", (pledge) => pledge.provincialNotice?.site ?? ""],
  ["noticeUrl", (pledge) => pledge.provincialNotice?.url ?? ""],
  ["noticeOn", (pledge) => pledge.provincialNotice?.on ?? ""],
  ["promise", (pledge) => pledge.body],
];

/** Holds a pledge against those of the firm: the one signed that day for one of its machines. */
export function pledgeOutcome(
  row: ResolvedRow,
  { register, claimed, columns }: RoomContext,
): RowOutcome {
  const problems = [
    ...unknownSubjectProblems(row),
    ...missingFields(row, NEEDED),
    ...fileProblems(row),
    ...noticeProblems(row),
    ...signerProblems(row, register),
  ];
  const firm = row.enterprise.is === "known" ? row.enterprise.id : "";
  const isOfDay = ({ signedOn }: Pledge) => signedOn === row.values.signedOn?.value;
  const found = continuedRecord(
    row,
    register.pledgesOf.get(firm) ?? [],
    claimed,
    (alike) => alike.find(isOfDay),
    isOfDay,
  );
  problems.push(...found.problems);
  const { before } = found;
  problems.push(...openTerm(row, before, register));
  if (before === undefined) return { action: "add", continues: null, differences: [], problems };
  claimed.set(before.id, row.key);
  const onRecord = COMPARED.map(([field, pick]) => [field, pick(before)] as const);
  problems.push(...emptiedCells(row, columns, onRecord));
  const differences = COMPARED.flatMap(([field, pick]): RowDifference[] => {
    const read = row.values[field];
    const [was, is] = [pick(before), said(read?.value ?? "")];
    const isSame = compact(was) === compact(is);
    return read === undefined || isSame ? [] : [{ field, before: was, after: is }];
  });
  const action = hasFiles(row) ? "add" : differences.length === 0 ? "keep" : "change";
  return { action, continues: before.id, differences, problems };
}

/** As a clerk reads it. */
function said(value: unknown): string {
  return KEEPING_REASONS.find(({ id }) => id === value)?.name ?? String(value);
}

/** 「限时拆除」: where the programme asks for it, the exit is not announced without a day. */
function openTerm(
  row: ResolvedRow,
  before: Pledge | undefined,
  { place }: Register,
): ImportProblem[] {
  const isAsked = place.terms.closure?.isDismantleByRequired === true;
  if (!isAsked || row.values.dismantleBy !== undefined || before?.dismantleBy) return [];
  const message = "当地方案要求限时拆除，没有写限时拆除日期";
  const remedy = "补上日期再公告退出；方案没有规定天数，由承诺和认定的单位定";
  return [problem("warning", placeOf(row, "dismantleBy"), message, remedy)];
}

/** A notice is where and when it was given; an address alone shows nobody when. */
function noticeProblems(row: ResolvedRow): ImportProblem[] {
  const { noticeSite, noticeUrl, noticeOn } = row.values;
  if (noticeSite === undefined && noticeUrl === undefined && noticeOn === undefined) return [];
  return missingFields(row, ["noticeSite", "noticeOn"]);
}

/** The enterprise pledges, never a private person. */
function signerProblems(row: ResolvedRow, register: Register): ImportProblem[] {
  const signedBy = compact(row.values.signedBy?.value ?? "");
  if (row.enterprise.is !== "known" || signedBy === "") return [];
  const firm = register.enterprises.get(row.enterprise.id);
  const names = [firm?.name ?? "", ...(firm?.formerNames ?? []), row.values.name?.value ?? ""];
  if (names.map(compact).includes(signedBy)) return [];
  const message = "承诺单位不是这家企业";
  return [problem("error", placeOf(row, "signedBy"), message, "写企业名称，不写个人姓名")];
}

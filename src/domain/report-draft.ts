import { hostCookie, hostCookieOptions } from "./host-cookie.ts";
import type { Problem } from "./problem.ts";
import { asks, REPORT_STEPS, type ReportField, type ReportStep } from "./report-journey.ts";

/** What a reporter has answered before anything is sent, and the filing that it makes. */

/** After so long without a page sent, a draft is gone, with its files. */
export const DRAFT_MINUTES = 60;
/** The cookie that opens the draft; it ends with the browser's window, and no script reads it. */
export function draftCookie(isHttps: boolean) {
  return { name: hostCookie("draft", isHttps), options: hostCookieOptions(isHttps) } as const;
}

const PROOF_FIELDS = ["question", "answer", "website", "altcha", "turnstile"] as const;
type ProofField = (typeof PROOF_FIELDS)[number];
/** What is never kept in a draft: files lie beside it, and a proof counts once. */
const NOT_KEPT = ["file", ...PROOF_FIELDS] as const;
type KeptField = Exclude<ReportField, (typeof NOT_KEPT)[number]>;

/** What the reporter has answered so far; empty text is no answer. */
export interface ReportDraft extends Record<Exclude<KeptField, "exclude">, string> {
  exclude: readonly string[];
  /** Answers to the questions of the category, by the id of the question. */
  details: Readonly<Record<string, string>>;
  /** Id of the record of this register that it is about; empty when it is about none. */
  record: string;
  /** The same through all pages, so that a filing sent twice is one tip. */
  token: string;
}
/** What shows that a person sends it, as the last page asks for it. */
export type ReportProof = Record<ProofField, string>;

/** Told where a draft is asked for that is over. */
export const DRAFT_OVER: Problem = {
  field: "jurisdiction",
  message:
    "太久没有操作，或者浏览器不让本站使用 Cookie，前面填写的内容已经清除。请重新填写，60分钟内提交。",
};
/** Told to whoever begins where too many do. */
export const TOO_MANY_DRAFTS =
  "同一网络里打开的举报太多了，或者本站的磁盘快满了。请过十分钟再填；您填的这一页还没有保存。";
/** Told to whoever goes back to the pages of a report that is sent. */
export const DRAFT_SENT: Problem = {
  field: "jurisdiction",
  message: "刚才的举报已经提交。看进度请用查询码；要举报另一件事，请从这里填写。",
};

/** A draft in which nothing is answered. */
export function emptyDraft(token: string): ReportDraft {
  const answers = Object.fromEntries(KEPT_FIELDS.map((field) => [field, ""]));
  return { ...(answers as unknown as ReportDraft), exclude: [], details: {}, record: "", token };
}

/** The draft with what the form of one step sent; whatever that form lacks is unanswered. */
export function withAnswers(draft: ReportDraft, step: ReportStep, form: FormData): ReportDraft {
  const asked = KEPT_FIELDS.filter((field) => asks(step, field));
  const answers = Object.fromEntries(asked.map((field) => [field, textOf(form, field)]));
  const exclude = form.getAll("exclude").filter((value) => typeof value === "string");
  const isOtherCategory = asks(step, "category") && answers.category !== draft.category;
  return {
    ...draft,
    ...answers,
    ...(asks(step, "exclude")
      ? { exclude: exclude.slice(0, MOST_EXCLUDED).map((id) => shortened(id)) }
      : {}),
    ...(asks(step, "description") ? { details: detailsOf(form) } : {}),
    ...(isOtherCategory ? { kind: "", details: {} } : {}),
  };
}

/** The name under which a form asks a question of the category. */
export function detailField(question: string): string {
  return `${DETAIL}${question}`;
}

/** Reads the proof from the form of the last page. */
export function readProof(form: FormData): ReportProof {
  const fields = PROOF_FIELDS.map((field) => [
    field,
    shortened(rawText(form, field), PROOF_LENGTH),
  ]);
  return Object.fromEntries(fields) as ReportProof;
}

const KEPT_FIELDS = REPORT_STEPS.flatMap((step): readonly ReportField[] => step.fields).filter(
  (field): field is Exclude<KeptField, "exclude"> =>
    field !== "exclude" && !(NOT_KEPT as readonly string[]).includes(field),
);
/** Before the id of a question, in the names of the form. */
export const DETAIL = "details.";
const MOST_DETAILS = 20;
const MOST_EXCLUDED = 30;
/** Beyond what any field allows, so that the reporter is told; short enough for a draft to be kept. */
const LENGTHS: Readonly<Record<string, number>> = { description: 6000, address: 400 };
const LENGTH = 250;
const PROOF_LENGTH = 4000;

function detailsOf(form: FormData): Record<string, string> {
  const names = [...new Set(form.keys())].filter((name) => name.startsWith(DETAIL));
  return Object.fromEntries(
    names
      .slice(0, MOST_DETAILS)
      .map((name) => [shortened(name.slice(DETAIL.length), 80), textOf(form, name)] as const)
      .filter(([, answer]) => answer !== ""),
  );
}

function textOf(form: FormData, name: string): string {
  return shortened(rawText(form, name), LENGTHS[name]);
}

function rawText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Without what no keyboard writes and, being escaped, would fill a draft. */
function shortened(text: string, most = LENGTH): string {
  return text
    .slice(0, most)
    .toWellFormed()
    .replace(/[^\P{Cc}\n\r\t]/gu, "");
}

/** The filing a draft stands for, in the shape of `POST /api/v1/tips`; unanswered parts are absent. */
export function filingOf(draft: ReportDraft): Record<string, unknown> {
  return withoutEmpty({
    jurisdiction: draft.jurisdiction,
    area: draft.area,
    category: draft.category,
    record: draft.record,
    kind: draft.kind,
    subject: SUBJECTS[draft.about]?.(draft) ?? "",
    description: draft.description,
    seenOn: draft.seenOn,
    isOngoing: draft.isOngoing === "" ? "" : draft.isOngoing === "yes",
    reporter: REPORTERS[draft.as]?.(draft) ?? "",
    exclude: draft.exclude,
    answers: detailsGiven(draft) ?? "",
  });
}

/** The questions of the category that are answered, in the shape of a filing. */
export function detailsGiven({ details }: ReportDraft) {
  const given = Object.entries(details).filter(([, answer]) => answer.trim() !== "");
  return given.length === 0 ? undefined : given.map(([question, answer]) => ({ question, answer }));
}

/**
 * What shows that a person sends it: the widget's token, the work a browser did, or the question.
 * Whoever answers the question was told to, so then the token does not count.
 */
export function proofOf({ turnstile, altcha, question, answer, website }: ReportProof) {
  if (turnstile !== "" && answer.trim() === "") return { turnstile };
  return altcha === "" ? { question, answer, website } : { altcha };
}

const SUBJECTS: Readonly<Record<string, (draft: ReportDraft) => object>> = {
  listed: ({ enterprise }) => ({ enterprise }),
  named: ({ name, address }) => ({ name, ...withoutEmpty({ address: address.trim() }) }),
  unknown: ({ address }) => withoutEmpty({ unknown: true, address: address.trim() }),
};
const REPORTERS: Readonly<Record<string, (draft: ReportDraft) => object>> = {
  anonymous: () => ({ as: "anonymous" }),
  named: ({ reporterName, reporterPhone }) => ({
    as: "named",
    name: reporterName,
    phone: reporterPhone,
  }),
};

function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

import { isActive } from "#domain/calendar-date.ts";
import type { EvidenceView, Revealed } from "#domain/evidence.ts";
import { detailField, filingOf, type ReportDraft } from "#domain/report-draft.ts";
import { REPORT_STEPS, type ReportStep, stepOf } from "#domain/report-journey.ts";
import { type FieldProblem, problemsOfStep } from "#domain/report-problems.ts";
import { answerText, questionOptions } from "#domain/tip-category.ts";
import { dateText, evidenceText, nameOf, revealedLines } from "#lib/format.ts";
import type { EnterpriseRecord, JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

export interface ReportRelease {
  snapshot: Snapshot;
  today: string;
}

/** What one page of the journey shows. */
export function reportView(
  { snapshot, today }: ReportRelease,
  step: ReportStep,
  draft: ReportDraft,
  problems: readonly FieldProblem[],
  files: readonly ReportFile[] = [],
) {
  const place = snapshot.jurisdictions.find((entry) => entry.id === draft.jurisdiction);
  const category = snapshot.tipCategories.find((entry) => entry.id === draft.category);
  const enterprise = enterpriseOf(snapshot, draft.enterprise);
  const own = problemsOfStep(step, problems);
  return {
    step,
    title: stepOf(step).title,
    number: REPORT_STEPS.findIndex((entry) => entry.id === step) + 1,
    count: REPORT_STEPS.length,
    problems: own,
    problemOf: (field: string) => own.find((problem) => problem.field === field)?.message,
    enterprise,
    jurisdictions: snapshot.jurisdictions.map(({ id, facts }) => option(id, facts.name)),
    categories: snapshot.tipCategories
      .filter((entry) => isActive(entry, today))
      .toSorted((a, b) => a.order - b.order)
      .map((entry) => option(entry.id, entry.label, entry.help)),
    kinds: (category?.kinds ?? []).map((entry) => option(entry.id, entry.label, entry.help)),
    questions: (category?.questions ?? []).map((question) => ({
      name: detailField(question.id),
      label: question.label,
      help: question.help,
      options: questionOptions(question).map((entry) => option(entry.id, entry.label)),
      given: draft.details[question.id] ?? "",
    })),
    files: files.map(fileView),
    areas: (place?.areas ?? [])
      .filter((entry) => isActive(entry, today))
      .map((entry) => option(entry.id, entry.name)),
    departments: excludable(place, draft.area).map((entry) => option(entry.id, entry.name)),
    answers: answers(snapshot, draft, files),
  };
}

/** The enterprise a report was begun on, by its id or a former one. */
export function enterpriseOf(snapshot: Snapshot, id: string): EnterpriseRecord | undefined {
  return snapshot.enterprises.find((entry) => entry.id === id || entry.formerIds.includes(id));
}

/** Every document a desk may be named by: shared ones and those of each place. */
export function documentsOf(snapshot: Snapshot) {
  return [...snapshot.documents, ...snapshot.jurisdictions.flatMap((place) => place.ownDocuments)];
}

/** A draft begun on the page of an enterprise: its place is known. */
export function withEnterprise(snapshot: Snapshot, draft: ReportDraft): ReportDraft {
  const enterprise = enterpriseOf(snapshot, draft.enterprise);
  if (enterprise === undefined) return { ...draft, enterprise: "" };
  const { id, jurisdiction, area } = enterprise;
  return { ...draft, jurisdiction, area, about: "listed", enterprise: id };
}

/** Departments a reporter may want kept out: those of the city, and those of the area. */
function excludable(place: JurisdictionFolder | undefined, area: string) {
  return (place?.departments ?? []).filter(
    (entry) =>
      entry.id !== place?.facts.supervisor &&
      (entry.level === "city" || (entry.level === "county" && entry.area === area)),
  );
}

function option(value: string, label: string, hint?: string | undefined) {
  return { value, label, hint };
}

function answers(snapshot: Snapshot, draft: ReportDraft, files: readonly ReportFile[]) {
  const place = snapshot.jurisdictions.find((entry) => entry.id === draft.jurisdiction);
  const category = snapshot.tipCategories.find((entry) => entry.id === draft.category);
  const kind = category?.kinds.find((entry) => entry.id === draft.kind);
  const rows: { step: ReportStep; name: string; value: string | undefined }[] = [
    { step: "place", name: "地区", value: place?.facts.name },
    { step: "what", name: "举报事项", value: category?.label },
    { step: "seen", name: "具体情形", value: kind?.label },
    { step: "whom", name: "县（市、区）", value: nameOf(place?.areas ?? [], draft.area) },
    { step: "whom", name: "企业", value: subjectText(snapshot, draft) },
    { step: "seen", name: "看到的情况", value: draft.description },
    { step: "seen", name: "看到的日期", value: draft.seenOn && dateText(draft.seenOn) },
    { step: "seen", name: "是否仍在发生", value: ONGOING[draft.isOngoing] },
    ...(category?.questions ?? []).map((question) => ({
      step: "seen" as const,
      name: question.label,
      value: answerText(question, draft.details[question.id] ?? ""),
    })),
    {
      step: "evidence",
      name: "证据",
      value: files.map((file) => evidenceText(file)).join("\n") || "没有上传文件",
    },
    { step: "you", name: "举报方式", value: reporterText(draft) },
    {
      step: "you",
      name: "要求回避",
      value: draft.exclude.map((id) => nameOf(place?.departments ?? [], id)).join("、"),
    },
  ];
  return rows.flatMap(({ value, ...row }) => (value ? [{ ...row, value }] : []));
}

/** A file of the draft. */
export interface ReportFile extends EvidenceView {
  file: string;
  revealed: Revealed | null;
  hasCopy: boolean;
}

/** A file as the journey lists it, with what its metadata would tell, one thing a line. */
function fileView({ file, type, bytes, sha256, revealed, hasCopy }: ReportFile) {
  return {
    file,
    sha256,
    hasCopy,
    label: evidenceText({ type, bytes }),
    reveals: revealedLines(revealed),
  };
}

const ONGOING: Readonly<Record<string, string>> = { yes: "是", no: "否" };

function subjectText(snapshot: Snapshot, draft: ReportDraft): string {
  const subject = filingOf(draft).subject;
  if (typeof subject !== "object" || subject === null) return "";
  if ("enterprise" in subject) return enterpriseOf(snapshot, draft.enterprise)?.name ?? "";
  const name = "unknown" in subject ? "不清楚名称" : draft.name;
  return [name, draft.address].filter((text) => text.trim() !== "").join("，");
}

function reporterText(draft: ReportDraft): string {
  return draft.as === "named" ? `实名：${draft.reporterName}，${draft.reporterPhone}` : "匿名";
}

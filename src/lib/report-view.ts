import { type CalendarDate, isActive } from "#domain/calendar-date.ts";
import type { EvidenceView, Revealed } from "#domain/evidence.ts";
import { detailField, filingOf, type ReportDraft } from "#domain/report-draft.ts";
import { type ReportStep, stepAfter, stepOf, stepsOf } from "#domain/report-journey.ts";
import { type FieldProblem, problemsOfStep } from "#domain/report-problems.ts";
import { mayExclude } from "#domain/routing.ts";
import { isStanding } from "#domain/standing-department.ts";
import { TIP_LIMITS } from "#domain/tip.ts";
import { answerText, isAboutRecord, matterName, questionOptions } from "#domain/tip-category.ts";
import { dateText, evidenceText, nameOf, revealedLines } from "#lib/format.ts";
import { findRecord, type PublishedRecord } from "#registry/published-record.ts";
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
  const isOfRecord = isAboutRecord(category);
  const steps = stepsOf(isOfRecord);
  const { wording } = category ?? {};
  return {
    step,
    title: (step === "seen" && wording?.title) || stepOf(step).title,
    record: recordOf({ snapshot, today }, draft),
    heading: isOfRecord ? matterName(category) : "我要举报",
    matter: matterName(category),
    wording,
    number: steps.findIndex((entry) => entry.id === step) + 1,
    count: steps.length,
    stepBefore: stepAfter(step, -1, isOfRecord),
    problems: own,
    problemOf: (field: string) => own.find((problem) => problem.field === field)?.message,
    enterprise,
    jurisdictions: snapshot.jurisdictions.map(({ id, facts }) => option(id, facts.name)),
    categories: snapshot.tipCategories
      .filter((entry) => isActive(entry, today) && !isAboutRecord(entry))
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
    departments: excludable(place, draft.area, today).map((entry) => option(entry.id, entry.name)),
    answers: answers({ snapshot, today }, draft, files),
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

/** What something of a category is called: 举报, or the name of the category. */
export function matterOf({ tipCategories }: Snapshot, category: string): string {
  return matterName(tipCategories.find(({ id }) => id === category));
}

/** A draft begun on the page of an enterprise: its place is known. */
export function withEnterprise(snapshot: Snapshot, draft: ReportDraft): ReportDraft {
  const enterprise = enterpriseOf(snapshot, draft.enterprise);
  if (enterprise === undefined) return { ...draft, enterprise: "" };
  const { id, jurisdiction, area } = enterprise;
  return { ...draft, jurisdiction, area, about: "listed", enterprise: id };
}

/**
 * A draft begun on the page of a record: its place, its matter and whom it is about are known. An
 * objection is told to be one; anything else asks for a correction. Unchanged when there is no such record.
 */
export function withRecord(
  { snapshot, today }: ReportRelease,
  draft: ReportDraft,
  { id, category: asked }: { id: string; category: string },
): ReportDraft {
  const record = findRecord(snapshot, id, today);
  const about = snapshot.tipCategories.filter(isAboutRecord);
  const category = about.find((entry) => entry.id === asked) ?? about[0];
  if (record === undefined || category === undefined) return draft;
  const { enterprise, jurisdiction } = record;
  return {
    ...draft,
    record: record.id,
    category: category.id,
    kind: "",
    jurisdiction,
    area: enterprise?.area ?? "",
    ...(enterprise
      ? { about: "listed", enterprise: enterprise.id }
      : { about: "named", name: record.title.slice(0, TIP_LIMITS.name) }),
  };
}

/** The record a draft is about. */
export function recordOf(
  { snapshot, today }: ReportRelease,
  draft: ReportDraft,
): PublishedRecord | undefined {
  return draft.record === "" ? undefined : findRecord(snapshot, draft.record, today);
}

/** Departments a reporter may want kept out: those of the city, and those of the area. */
function excludable(place: JurisdictionFolder | undefined, area: string, today: CalendarDate) {
  return (place?.departments ?? []).filter(
    (entry) =>
      isStanding(entry, today) &&
      place !== undefined &&
      mayExclude(place, [entry.id], today) &&
      (entry.level === "city" || (entry.level === "county" && entry.area === area)),
  );
}

function option(value: string, label: string, hint?: string | undefined) {
  return { value, label, hint };
}

function answers(
  { snapshot, today }: ReportRelease,
  draft: ReportDraft,
  files: readonly ReportFile[],
) {
  const place = snapshot.jurisdictions.find((entry) => entry.id === draft.jurisdiction);
  const category = snapshot.tipCategories.find((entry) => entry.id === draft.category);
  const kind = category?.kinds.find((entry) => entry.id === draft.kind);
  const record = recordOf({ snapshot, today }, draft);
  const known = { step: null, name: "本站的记录", value: record?.title };
  const rows: { step: ReportStep | null; name: string; value: string | undefined }[] = [
    { step: "place", name: "地区", value: place?.facts.name },
    { step: "what", name: `${matterName(category)}事项`, value: category?.label },
    ...(record ? [known] : []),
    { step: "seen", name: "具体情形", value: kind?.label },
    { step: "whom", name: "县（市、区）", value: nameOf(place?.areas ?? [], draft.area) },
    { step: "whom", name: "企业", value: subjectText(snapshot, draft) },
    { step: "seen", name: category?.wording?.label ?? "看到的情况", value: draft.description },
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
    {
      step: "you",
      name: isAboutRecord(category) ? "提出方式" : "举报方式",
      value: reporterText(draft),
    },
    {
      step: "you",
      name: "要求回避",
      value: draft.exclude.map((id) => nameOf(place?.departments ?? [], id)).join("、"),
    },
  ];
  const steps = stepsOf(isAboutRecord(category));
  return rows
    .filter(({ step }) => step === null || steps.some(({ id }) => id === step))
    .flatMap(({ value, ...row }) => (value ? [{ ...row, value }] : []));
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

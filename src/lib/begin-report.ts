import { noticeProblem } from "#domain/public-notice.ts";
import { emptyDraft, type ReportDraft } from "#domain/report-draft.ts";
import type { Beginning } from "#domain/report-journey.ts";
import { type ReportRelease, recordOf, withEnterprise, withRecord } from "./report-view.ts";

/** Told where the record a journey was begun on is not there. */
export const NO_RECORD = {
  field: "jurisdiction",
  message: "本站没有这条记录。请回到记录的页面重新开始；要举报别的事，从这里填写。",
} as const;

/** Whether going on with `draft` would mix what was begun with another matter that was typed. */
export function isOtherMatter(
  { enterprise, record }: Beginning,
  draft: ReportDraft,
  fileCount: number,
): boolean {
  const isWritten = draft.description.trim() !== "" || fileCount > 0;
  const isBegun = record !== "" || enterprise !== "";
  return isWritten && isBegun && draft.record !== record;
}

/** The draft as begun on a page: of the same matter with what was typed, of another without. */
export function begunDraft(
  release: ReportRelease,
  before: ReportDraft,
  beginning: Beginning,
): ReportDraft {
  const { enterprise, record, category } = beginning;
  const isSame = before.record === record;
  const draft = isSame || (record === "" && enterprise === "") ? before : emptyDraft(before.token);
  if (record !== "") return withRecord(release, draft, { id: record, category });
  return enterprise === "" ? draft : withEnterprise(release.snapshot, { ...draft, enterprise });
}

/** Why an objection is not taken today, in a sentence; null where it is, or where it is none. */
export function closedNotice(release: ReportRelease, draft: ReportDraft): string | null {
  const category = release.snapshot.tipCategories.find(({ id }) => id === draft.category);
  if (category?.record !== "open-notice") return null;
  return noticeProblem(recordOf(release, draft)?.notice ?? null, release.today);
}

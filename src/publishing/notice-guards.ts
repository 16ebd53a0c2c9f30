import type { Announcement } from "#domain/announcement.ts";
import { NO_NOTICE, openNotices, RESULT_KINDS } from "#domain/notice-result.ts";
import { restrictedValues } from "#domain/restricted.ts";
import { knownFirm, type Publication, rowName } from "./publication.ts";

/**
 * A list that was shown for objections becomes final only once the period is over and every
 * objection is answered. No programme gives a period or says so (domain facts §4b-17): what holds is
 * the notice itself, and it is cited.
 */
export function noticeRefusals(publication: Publication): string[] {
  const { facts } = publication;
  const notices = waitingNotices(publication);
  if (!RESULT_KINDS.includes(facts.announcement.kind)) {
    const isResult = facts.concludes !== undefined && facts.concludes !== NO_NOTICE;
    return isResult ? ["只有退出公告、名单公布可以是公示的结果；请改选公告的种类。"] : [];
  }
  if (facts.concludes === undefined) return notices.map(notStated);
  if (facts.concludes === NO_NOTICE) {
    return notices.flatMap((notice) => shownBefore(publication, notice));
  }
  const notice = notices.find(({ id }) => id === facts.concludes);
  return notice === undefined
    ? [`没有 ${facts.concludes} 这份公示，或者它的结果已经公布。`]
    : [...resultRefusals(publication, notice)];
}

/** Notices of this list whose result is still to be published. */
export function waitingNotices({ snapshot, place, kind }: Publication): Announcement[] {
  const own = snapshot.announcements.filter(({ jurisdiction }) => jurisdiction === place.id);
  return openNotices(own).filter(({ lists }) => lists.some((list) => list.startsWith(`${kind}/`)));
}

/** The notice whose result a publication is. */
export function concludedNotice(publication: Publication): Announcement | undefined {
  return waitingNotices(publication).find(({ id }) => id === publication.facts.concludes);
}

function notStated({ title }: Announcement): string {
  return `《${title}》公示过，结果还没有公布：请写明这次公布是不是它的结果。`;
}

/** Rows that stood in the notice cannot pass by it. */
function shownBefore(publication: Publication, notice: Announcement): string[] {
  const { snapshot, place, draft } = publication;
  const shown = snapshot.lists
    .filter(({ jurisdiction, id }) => jurisdiction === place.id && notice.lists.includes(id))
    .flatMap(({ versions }) => versions);
  const firms = new Set(shown.flatMap(({ enterprise }) => enterprise ?? []));
  const entries = new Set(shown.map(({ entry }) => entry));
  return draft.rows
    .filter((row) => entries.has(row.continues ?? "") || firms.has(knownFirm(row) ?? ""))
    .map((row) => `${rowName(row)}在《${notice.title}》里公示过：这次公布要写成它的结果。`);
}

function resultRefusals(publication: Publication, notice: Announcement): string[] {
  const { objections, today, facts } = publication;
  const { received, open } = objections.get(notice.id) ?? { received: 0, open: 0 };
  const to = notice.publicNotice?.to ?? "";
  const number = notice.number ? `，${notice.number}` : "";
  const cite = `（《${notice.title}》${number}，公示期 ${notice.publicNotice?.from} 至 ${to}）`;
  const answer = facts.objectionAnswer;
  return [
    ...(today <= to ? [`公示期到 ${to} 为止，期满以前不能公布结果${cite}。`] : []),
    ...(open > 0
      ? [`收到异议 ${received} 件，还有 ${open} 件没有答复，答复以前不能公布结果${cite}。`]
      : []),
    ...(received > 0 && answer === undefined
      ? [`收到异议 ${received} 件，要写明怎样答复的，不写出是谁提的${cite}。`]
      : []),
    ...restrictedValues(answer ?? "").map((what) => `对异议的答复里有${what}，请删去。`),
  ];
}

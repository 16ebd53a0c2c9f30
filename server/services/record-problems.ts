import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Problem } from "#domain/problem.ts";
import { noticeProblem } from "#domain/public-notice.ts";
import { isAboutRecord, type TipCategory } from "#domain/tip-category.ts";
import type { PublishedRecord } from "#registry/published-record.ts";

interface NamedRecord {
  /** Id as given. */
  given: string | undefined;
  record: PublishedRecord | undefined;
  category: TipCategory | undefined;
  /** Id of the place of the filing. */
  place: string | undefined;
  today: CalendarDate;
}

/** What is wrong with the record that a filing names, or does not name. */
export function recordProblems(named: NamedRecord): Problem[] {
  const { given, record, category, place, today } = named;
  if (category === undefined) return [];
  const message = isAboutRecord(category) ? faultOf() : given && NOT_ABOUT_RECORDS;
  return message ? [{ field: "record", message }] : [];

  function faultOf(): string | null {
    if (given === undefined) return NONE_NAMED;
    if (record === undefined) return UNKNOWN;
    if (place !== undefined && record.jurisdiction !== place) return ELSEWHERE;
    return category?.record === "open-notice" ? noticeProblem(record.notice, today) : null;
  }
}

const NONE_NAMED = "请从要更正的那条记录的页面开始，或者写明记录的编号。";
const UNKNOWN = "本站没有这条记录，请回到记录的页面重新开始。";
const ELSEWHERE = "这条记录不在所选的地区，请改选地区。";
const NOT_ABOUT_RECORDS = "这一类举报不针对本站的记录，请不要写记录的编号。";

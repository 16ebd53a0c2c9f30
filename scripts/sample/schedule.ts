import type { CalendarDate } from "#domain/calendar-date.ts";

/** An issue of a list: what it covers and the day it was published. */
export interface Issue {
  year: number;
  period: string;
  publishedOn: CalendarDate;
}

/** How a list comes out. The words are looked for in what the duty says about time. */
const RHYTHMS = [
  { words: /季/, issueFor: quarterlyIssue },
  { words: /年度|每年|次年|年1月/, issueFor: yearlyIssue },
] as const;

/** A plan is published in the month after it was drawn up, so that it is known before machines stop. */
export function planIssue(on: CalendarDate): Issue {
  const year = Number(on.slice(0, 4));
  const month = Number(on.slice(5, 7));
  return { year, period: `${year}年${month}月`, publishedOn: tenthOfMonth(year, month) };
}

/**
 * The issue that carries what became known on `on`. A yearly list comes out in the January after its
 * year (安康L139, 韶关L101-103, 迪庆L127); one whose rhythm is not said comes out each quarter.
 */
export function issueFor(frequency: string | null, on: CalendarDate): Issue {
  const rhythm = RHYTHMS.find((entry) => frequency !== null && entry.words.test(frequency));
  return (rhythm?.issueFor ?? quarterlyIssue)(on);
}

function yearlyIssue(on: CalendarDate): Issue {
  const year = Number(on.slice(0, 4));
  return { year, period: `${year}年度`, publishedOn: `${year + 1}-01-20` };
}

const QUARTERS = ["第一季度", "第二季度", "第三季度", "第四季度"] as const;

function quarterlyIssue(on: CalendarDate): Issue {
  const year = Number(on.slice(0, 4));
  const quarter = Math.floor((Number(on.slice(5, 7)) - 1) / 3);
  return {
    year,
    period: `${year}年${QUARTERS[quarter]}`,
    publishedOn: tenthOfMonth(year, quarter * 3 + 3),
  };
}

/** The tenth of the month after the `month`-th. */
function tenthOfMonth(year: number, month: number): CalendarDate {
  return new Date(Date.UTC(year, month, 10)).toISOString().slice(0, 10);
}

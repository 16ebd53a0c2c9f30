import { type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { checkWayName } from "#domain/check-way.ts";
import type { PaperFacts } from "#domain/paper.ts";
import type { TipSubject } from "#domain/tip.ts";
import { findingOf, type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import { MACHINE_POINTS, POINT_ANSWERS } from "#domain/verification.ts";
import type { House } from "./house.ts";
import type { FoundNote } from "./open-tip.ts";
import type { VerificationRecord } from "./record-verification.ts";
import type { DeskView } from "./view-tip-at-desk.ts";

/** A tip as far as it lies in the clear, at the desk in charge. */
interface ClearTip {
  reference: string;
  jurisdiction: string;
  category: string;
  area: string | null | undefined;
  status: string;
  receivedAt: string;
  department: string;
}

/** What a paper may say without opening the tip; everything else stays blank. */
export function clearFacts(house: House, tip: ClearTip): PaperFacts {
  const { jurisdictions, tipCategories } = house.snapshot();
  const place = jurisdictions.find(({ id }) => id === tip.jurisdiction);
  return {
    ...NOTHING,
    reference: tip.reference,
    department: departmentName(house, tip.jurisdiction, tip.department),
    category: tipCategories.find(({ id }) => id === tip.category)?.label ?? null,
    area: place?.areas.find(({ id }) => id === tip.area)?.name ?? place?.facts.name ?? null,
    status: tipStatusOf(tip.status as TipStatus).name,
    receivedOn: dayText(shanghaiDate(new Date(tip.receivedAt))),
    today: dayText(house.today()),
  };
}

const NOTHING = {
  subject: null,
  coordinator: null,
  order: null,
  answerBy: null,
  verifications: null,
  finding: null,
  checked: null,
  reply: null,
} as const;

/** What a paper of a desk says of a tip that it has opened. */
export function deskFacts(house: House, tip: DeskView): PaperFacts {
  return {
    ...clearFacts(house, { ...tip, area: tip.body.area }),
    subject: subjectOf(house, tip.body.subject),
    verifications: tip.verifications.map(verificationText).join("\n"),
    finding: tip.finding === null ? null : findingOf(tip.finding).name,
    checked: tip.found === null ? null : checkText(tip.found),
    reply: tip.steps.findLast(({ act }) => act === "reply")?.note ?? null,
  };
}

/** The name of a department; null where the content has none of this id. */
export function departmentName(house: House, jurisdiction: string, id: string): string | null {
  const place = house.snapshot().jurisdictions.find((entry) => entry.id === jurisdiction);
  return place?.departments.find((entry) => entry.id === id)?.name ?? null;
}

/** `2026年11月21日` */
export function dayText(date: CalendarDate): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

function subjectOf(house: House, subject: TipSubject): string | null {
  if ("name" in subject) return [subject.name, subject.address].filter(Boolean).join("，");
  if ("unknown" in subject) return null;
  return house.snapshot().enterprises.find(({ id }) => id === subject.enterprise)?.name ?? null;
}

function checkText({ checkedHow, checkedOn, noVisit }: FoundNote): string {
  const way = checkedHow === undefined ? "" : checkWayName(checkedHow);
  const day = checkedOn === undefined ? "" : `（${dayText(checkedOn)}）`;
  const why = noVisit === undefined ? "" : `。没有到现场核查的原因：${noVisit}`;
  return `${way}${day}${why}`;
}

function verificationText({ checkedOn, place, inspectors, machines }: VerificationRecord): string {
  const head = `${dayText(checkedOn)}，${place}。核查人员：${inspectors.join("、")}。`;
  const lines = machines.map((machine) => {
    const points = MACHINE_POINTS.map(
      ({ id, name }) => `${name}：${POINT_ANSWERS.find((known) => known.id === machine[id])?.name}`,
    );
    return `${machine.what}。${points.join("；")}。${machine.note ?? ""}`;
  });
  return [head, ...lines].join("\n");
}

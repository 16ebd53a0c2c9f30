import { z } from "zod";
import { type CalendarDate, isActive } from "#domain/calendar-date.ts";
import type { Problem } from "#domain/problem.ts";
import { mayExclude, SUPERVISOR_STAYS } from "#domain/routing.ts";
import { type TipFiling, tipFiling } from "#domain/tip.ts";
import { isAnswerTo, type TipCategory } from "#domain/tip-category.ts";
import { findRecord, type PublishedRecord } from "#registry/published-record.ts";
import type { EnterpriseRecord, JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { problemsOf } from "./problems-of.ts";
import { recordProblems } from "./record-problems.ts";

/** A filing with everything it names found in the register. */
export interface ReadFiling {
  filing: TipFiling;
  place: JurisdictionFolder;
  category: TipCategory;
  enterprise: EnterpriseRecord | undefined;
  /** What of the register it is about, where its category is about a record. */
  record: PublishedRecord | undefined;
}

/**
 * Reads a filing against the register; all problems at once, none of them repeating the input. What
 * the register knows is checked for every field that can be read, even when others cannot.
 */
export function readFiling(
  input: unknown,
  snapshot: Snapshot,
  today: CalendarDate,
): { read: ReadFiling } | { problems: Problem[] } {
  const parsed = tipFiling.safeParse(input);
  const filing = parsed.success ? parsed.data : readableFields(input);
  const place = snapshot.jurisdictions.find((entry) => entry.id === filing.jurisdiction);
  const category = snapshot.tipCategories.find(
    (entry) => entry.id === filing.category && isActive(entry, today),
  );
  const enterprise = enterpriseOf(filing, snapshot);
  const record = filing.record ? findRecord(snapshot, filing.record, today) : undefined;
  const failed = REGISTER_CHECKS.filter(
    (check) => !check.holds({ filing, place, category, enterprise, today }),
  );
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...failed.map(({ field, message }) => ({ field, message })),
    ...recordProblems({ given: filing.record, record, category, place: place?.id, today }),
  ];
  if (!parsed.success || !place || !category || problems.length > 0) return { problems };
  return { read: { filing: parsed.data, place, category, enterprise, record } };
}

type ReadableFiling = Partial<TipFiling>;

interface Checked {
  filing: ReadableFiling;
  place: JurisdictionFolder | undefined;
  category: TipCategory | undefined;
  enterprise: EnterpriseRecord | undefined;
  today: CalendarDate;
}

/** Each holds when its field is absent: that something is missing is the schema's to say. */
const REGISTER_CHECKS: readonly {
  field: string;
  message: string;
  holds: (checked: Checked) => boolean;
}[] = [
  {
    field: "jurisdiction",
    message: "本站没有这个地区，请从列表里选。",
    holds: ({ filing, place }) => filing.jurisdiction === undefined || place !== undefined,
  },
  {
    field: "category",
    message: "没有这一类举报，请从列表里选。",
    holds: ({ filing, category }) => filing.category === undefined || category !== undefined,
  },
  {
    field: "area",
    message: "这个地区没有这个县（市、区），请从列表里选。",
    holds: ({ filing, place }) =>
      !filing.area || !place || place.areas.some((area) => area.id === filing.area),
  },
  {
    field: "kind",
    message: "这类举报没有这种情形，请从列表里选，或者不选。",
    holds: ({ filing, category }) =>
      !filing.kind || !category || category.kinds.some((kind) => kind.id === filing.kind),
  },
  {
    field: "answers",
    message: "有的回答对不上这类举报的问题，请从列表里选，或者不答。",
    holds: ({ filing, category }) =>
      !category || (filing.answers ?? []).every((given) => mayAnswer(category, given)),
  },
  {
    field: "answers",
    message: "同一个问题回答了两次，请留一个。",
    holds: ({ filing: { answers = [] } }) =>
      new Set(answers.map(({ question }) => question)).size === answers.length,
  },
  {
    field: "subject.enterprise",
    message: "登记册里没有这家企业，请重新查找，或者直接填写名称。",
    holds: ({ filing, enterprise }) =>
      !filing.subject || !("enterprise" in filing.subject) || enterprise !== undefined,
  },
  {
    field: "subject.enterprise",
    message: "这家企业不在所选的地区，请改选地区。",
    holds: ({ enterprise, place }) => !enterprise || !place || enterprise.jurisdiction === place.id,
  },
  {
    field: "seenOn",
    message: "看到的日期不能晚于今天。",
    holds: ({ filing, today }) => filing.seenOn === undefined || filing.seenOn <= today,
  },
  {
    field: "exclude",
    message: "回避的部门里有本地没有的部门，请从列表里选。",
    holds: ({ filing, place }) =>
      !place ||
      (filing.exclude ?? []).every((id) => place.departments.some((entry) => entry.id === id)),
  },
  {
    ...SUPERVISOR_STAYS,
    holds: ({ filing, place, today }) => !place || mayExclude(place, filing.exclude ?? [], today),
  },
];

function mayAnswer(category: TipCategory, given: { question: string; answer: string }): boolean {
  const question = category.questions.find((entry) => entry.id === given.question);
  return question !== undefined && isAnswerTo(question, given.answer);
}

/** The fields that are in order by themselves. */
function readableFields(input: unknown): ReadableFiling {
  const given = z.record(z.string(), z.unknown()).safeParse(input);
  const fields = Object.entries(tipFiling.shape).flatMap(([name, schema]) => {
    const read = schema.safeParse(given.data?.[name]);
    return read.success && read.data !== undefined ? [[name, read.data]] : [];
  });
  return Object.fromEntries(fields) as ReadableFiling;
}

function enterpriseOf(filing: ReadableFiling, snapshot: Snapshot): EnterpriseRecord | undefined {
  if (!filing.subject || !("enterprise" in filing.subject)) return undefined;
  const { enterprise: id } = filing.subject;
  return snapshot.enterprises.find((entry) => entry.id === id || entry.formerIds.includes(id));
}

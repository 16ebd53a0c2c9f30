import { nextClock, workingDaysLeft } from "#domain/next-clock.ts";
import { mayDo } from "#domain/staff-role.ts";
import { isStanding } from "#domain/standing-department.ts";
import { TIP_STEPS } from "#domain/time-limit.ts";
import { namedEnterprise } from "#registry/named-enterprise.ts";
import { findRecord } from "#registry/published-record.ts";
import { enterpriseSheet } from "./enterprise-view.ts";
import { dateText, nameOf } from "./format.ts";
import { subjectText } from "./inbox-view.ts";
import { indexOf } from "./snapshot-index.ts";

type Viewed = Awaited<ReturnType<App.Locals["services"]["desk"]["viewCase"]>>;
/** A tip as the services open it for a desk. */
export type CaseTip = Extract<Viewed, { value: unknown }>["value"];
type Locals = Pick<App.Locals, "snapshot" | "today">;

/** What of a tip at a desk has to be looked up in the register before it can be shown. */
export function caseView({ snapshot, today }: Locals, tip: CaseTip) {
  const place = snapshot.jurisdictions.find((entry) => entry.id === tip.jurisdiction);
  const category = snapshot.tipCategories.find((entry) => entry.id === tip.category);
  const area = place?.areas.find((entry) => entry.id === tip.body.area)?.name;
  const departments = place?.departments ?? [];
  const firm = firmOf(snapshot, tip);
  return {
    subject: subjectText(snapshot, tip.body.subject),
    category: category?.label ?? tip.category,
    kind: category?.kinds.find((entry) => entry.id === tip.body.kind)?.label,
    area: area ?? "没有填写",
    /** The public record it is about, where the reporter came from one. */
    record: tip.body.record ? findRecord(snapshot, tip.body.record, today) : undefined,
    isAboutPublished: category?.record === "published",
    /** What the register says about the enterprise. */
    sheet: firm === undefined ? undefined : enterpriseSheet(indexOf(snapshot), firm, today),
    /** Departments it can be handed to. */
    standing: departments.filter((entry) => isStanding(entry, today)),
    departmentName: (id: string) => nameOf(departments, id),
    /** Blanks of reply templates, filled in. */
    facts: {
      reference: tip.reference,
      department: nameOf(departments, tip.department),
      category: category?.label ?? tip.category,
      area: area ?? place?.facts.shortName ?? "",
      today: dateText(today),
    },
    due: dueOf({ snapshot, today }, tip),
  };
}

/** What somebody may do with a tip on pages of its own. */
export function caseLinks(
  member: Parameters<typeof mayDo>[0],
  tip: CaseTip,
  { record, isAboutPublished }: Pick<ReturnType<typeof caseView>, "record" | "isAboutPublished">,
) {
  const { jurisdiction, department } = tip;
  return {
    mayDisclose:
      tip.role !== "supporting" &&
      mayDo(member, "disclose", { jurisdiction, department, area: tip.body.area }) &&
      (tip.status === "closed" || tip.steps.some(({ act }) => act === "disclose")),
    /** Whoever answers a request and prepares publications corrects the record by the form. */
    mayCorrect:
      record !== undefined &&
      isAboutPublished &&
      mayDo(member, "prepareLists", { jurisdiction: record.jurisdiction }),
  };
}

/** Also where a reporter wrote its name instead of choosing it. */
function firmOf(snapshot: Locals["snapshot"], { jurisdiction, body: { subject } }: CaseTip) {
  if ("unknown" in subject) return undefined;
  const written = "enterprise" in subject ? subject.enterprise : subject.name;
  return namedEnterprise(snapshot, jurisdiction, written);
}

/** What runs out next, with the name of its step; undefined when nothing runs. */
function dueOf({ snapshot, today }: Locals, { clocks }: CaseTip) {
  const clock = nextClock(clocks);
  if (clock === null) return undefined;
  return {
    step: nameOf(TIP_STEPS, clock.step),
    dueOn: clock.dueOn,
    daysLeft: workingDaysLeft(snapshot.workingYears, clock, today),
    isPaused: clock.state === "paused",
    isProvisional: clock.isProvisional,
    isDefault: clock.isDefault,
  };
}

import { dutyDueOn } from "#domain/duty-calendar.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { documentLabel } from "./format.ts";
import { indexOf } from "./snapshot-index.ts";

/** One place in a line: for the home page and for setting places side by side. */
export interface JurisdictionSummary {
  id: string;
  name: string;
  href: string;
  programme: string;
  planYear: number;
  /** First sentence or two of what the programme is. */
  lead: string;
  /** What this place's text has at all; never filled in from another place. */
  has: Record<Feature, string | null>;
}

type Feature = (typeof FEATURES)[number]["id"];

/** What the texts differ in; null reads 文件未规定. */
export const FEATURES = [
  { id: "labels", name: "“黄牌”“红牌”的叫法", of: (place) => listLabels(place) },
  { id: "tips", name: "提到举报", of: (place) => place.facts.intake.isTipMentioned && "有" },
  {
    id: "ditiaogang",
    name: "地条钢的专门分工",
    of: (place) => hasTopic(place, "ditiaogang") && "有",
  },
  { id: "energy", name: "能耗整改期限", of: (place) => termOf(place, "energy") },
  { id: "quality", name: "质量整改期限", of: (place) => termOf(place, "quality") },
  {
    id: "pledge",
    name: "企业公开承诺",
    of: (place) => place.terms.closure?.isPledgeRequired && "要求",
  },
  {
    id: "notice",
    name: "省级网站公告",
    of: (place) => place.terms.closure?.isProvincialNoticeRequired && "要求",
  },
  { id: "acceptance", name: "验收", of: (place) => place.terms.acceptance?.text },
  { id: "forms", name: "附表格", of: (place) => attachedForms(place) },
  { id: "calendar", name: "写明日期的时间表", of: (place) => datedDuties(place) },
] as const satisfies readonly {
  id: string;
  name: string;
  of: (place: JurisdictionFolder) => string | false | null | undefined;
}[];

/** All places, in the order of the content folder. */
export function jurisdictionSummaries(snapshot: Snapshot): JurisdictionSummary[] {
  const { documents } = indexOf(snapshot);
  return snapshot.jurisdictions.map((place) => {
    const programme = documents.get(place.facts.programme);
    return {
      id: place.id,
      name: place.facts.name,
      href: `/jurisdictions/${place.id}/`,
      programme: programme === undefined ? place.facts.programme : documentLabel(programme),
      planYear: place.facts.planYear,
      lead: place.facts.summary.trim().split("\n")[0] ?? "",
      has: Object.fromEntries(
        FEATURES.map((feature) => [feature.id, feature.of(place) || null]),
      ) as Record<Feature, string | null>,
    };
  });
}

function listLabels(place: JurisdictionFolder): string {
  return place.publishedLists.flatMap((list) => list.label ?? []).join("、");
}

function hasTopic(place: JurisdictionFolder, topic: string): boolean {
  return place.responsibilities.some((rule) => rule.topics.includes(topic));
}

function termOf(place: JurisdictionFolder, aspect: string): string | null | undefined {
  return place.terms.rectification.find((term) => term.aspect === aspect)?.printedTerm;
}

function datedDuties(place: JurisdictionFolder): string | false {
  const count = place.calendar.filter((entry) => dutyDueOn(entry, undefined) !== null).length;
  return count > 0 && `${count}项`;
}

function attachedForms(place: JurisdictionFolder): string | false {
  const count = place.forms.filter((form) => form.isAttached).length;
  return count > 0 && `${count}张`;
}

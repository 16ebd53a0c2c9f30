import { type CalendarDate, isActive } from "./calendar-date.ts";
import type { Citation } from "./citation.ts";
import type { Responsibility } from "./responsibility.ts";
import type { RoutingPlace } from "./routed-desk.ts";
import type { TipCategory } from "./tip-category.ts";

/** Who published the record a tip is about, and why it goes there. */
export interface RecordPublisher {
  department: string;
  reason: string;
  cites: readonly Citation[];
}

export interface RoutingQuestion {
  category: TipCategory;
  /** Where the category is about a record: its publisher, when one is known. */
  publisher?: RecordPublisher | undefined;
  /** Area id, when known. */
  area?: string | undefined;
  /** Industry id of the enterprise, when known. */
  industry?: string | undefined;
  /** Departments that must not see the tip. */
  exclude: readonly string[];
  on: CalendarDate;
}

export interface FoundRules {
  /** The one that decides comes first. */
  rules: readonly Responsibility[];
  /** The text says nothing of the topic; the rules are those of an aspect. */
  isSilent: boolean;
}

/**
 * The rules that answer a question: those of the topic, else those of the aspect (or of the aspects
 * the category falls back on). None for what goes to the coordinator whatever the text says.
 */
export function findRules(place: RoutingPlace, question: RoutingQuestion): FoundRules {
  const { category } = question;
  if (category.toSuperior) return { rules: [], isSilent: false };
  const rules = place.responsibilities.filter((rule) => rule.isForTips && applies(rule, question));
  const { topic } = category;
  const ofTopic = topic === undefined ? [] : rules.filter((rule) => rule.topics.includes(topic));
  if (ofTopic.length > 0) {
    return { rules: onePerAspect(ofTopic, [category.aspect]), isSilent: false };
  }
  const aspects =
    topic !== undefined && category.fallbackAspects.length > 0
      ? category.fallbackAspects
      : [category.aspect];
  const ofAspects = rules.filter((rule) => isOfAspect(rule) && aspects.includes(rule.aspect));
  return { rules: onePerAspect(ofAspects, aspects), isSilent: topic !== undefined };
}

/**
 * Whether a rule answers for its aspect whatever the category: not where it is about a topic, unless
 * the industry tells that the tip is about that topic (煤电 in 重庆, trap 33).
 */
function isOfAspect(rule: Responsibility): boolean {
  return rule.topics.length === 0 || rule.industries.length > 0;
}

function applies(rule: Responsibility, question: RoutingQuestion): boolean {
  return (
    isActive(rule, question.on) &&
    isWithin(rule.areas, question.area) &&
    isWithin(rule.industries, question.industry)
  );
}

function isWithin(scope: readonly string[], value: string | undefined): boolean {
  return scope.length === 0 || (value !== undefined && scope.includes(value));
}

/** The narrowest rule of each aspect, the aspects that were asked for first. */
function onePerAspect(rules: readonly Responsibility[], aspects: readonly string[]) {
  const rank = (rule: Responsibility) => {
    const place = aspects.indexOf(rule.aspect);
    return place === -1 ? aspects.length : place;
  };
  const width = (rule: Responsibility) =>
    Number(rule.areas.length === 0) + Number(rule.industries.length === 0);
  const sorted = rules.toSorted((a, b) => rank(a) - rank(b) || width(a) - width(b));
  return sorted.filter(
    (rule, index) => sorted.findIndex((other) => other.aspect === rule.aspect) === index,
  );
}

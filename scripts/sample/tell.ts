import type { Aspect } from "#domain/aspect.ts";
import { addDays, type CalendarDate, daysBetween } from "#domain/calendar-date.ts";
import type { Enterprise } from "#domain/enterprise.ts";
import type { Equipment } from "#domain/equipment.ts";
import { inventedCreditCode, misprinted } from "./codes.ts";
import { MENTIONS, OTHER_MENTION } from "./grounds.ts";
import type { Life } from "./life.ts";
import { addListing } from "./listings.ts";
import { type MachineType, tradeOf, tradesOf } from "./machines.ts";
import { firmCharacters, placeStem } from "./names.ts";
import type { Place } from "./place.ts";
import { at, type Random, randomFor } from "./random.ts";
import { STEPS } from "./steps.ts";
import type { Story, Trait } from "./stories.ts";

/** Which firm is told of, and how. */
export interface Role {
  /** Number of the firm in its place, from 0. */
  index: number;
  story: Story;
  /** A further kind of list that names the firm once. */
  mention: string | undefined;
}

/** No step takes longer than this many days (two inspections, a pledge and its publication). */
const LONGEST_STEP = 3;

/** Tells a firm's life line up to `today`; the same seed tells the same. */
export function tellLife(place: Place, role: Role, seed: number, today: CalendarDate): Life {
  const random = randomFor(seed, place.id, role.index);
  const { story } = role;
  const industry = story.industry ?? pickIndustry(place, random);
  const enterprise = inventEnterprise(place, role, industry, random);
  const life: Life = {
    place,
    random,
    today,
    aspects: pickAspects(random, story.traits?.includes("several-aspects") === true),
    dismantleWithin: story.dismantleWithin ?? [420, 560],
    enterprise,
    equipment: inventEquipment(enterprise.id, industry, random, isPair(story)),
    events: [],
    acceptances: [],
    listings: [],
    pledges: [],
  };
  tellSteps(life, story);
  if (role.mention !== undefined) mention(life, role.mention);
  return life;
}

function tellSteps(life: Life, story: Story): void {
  let on = addDays(life.today, -daysBefore(life, story.begins));
  for (const [name, fewest, most, which] of story.steps) {
    on = addDays(on, life.random.int(fewest, most));
    if (addDays(on, LONGEST_STEP) > life.today) return;
    STEPS[name].tell(life, on, concerned(life.equipment, which));
  }
}

/** How many days before today a story begins; at the earliest in the programme's first year. */
function daysBefore(life: Life, [fewest, most]: Story["begins"]): number {
  const sinceProgramme = daysBetween(`${life.place.folder.facts.planYear}-01-01`, life.today);
  return life.random.int(fewest, most === "anytime" ? Math.max(fewest, sinceProgramme) : most);
}

/** The machines a step is about: all that were not split, or one half of the pair. */
function concerned(equipment: readonly Equipment[], which: "first" | "second" | undefined) {
  const whole = equipment.filter((row) => !equipment.some((child) => child.parent === row.id));
  if (which === undefined) return whole;
  const halves = whole.filter((row) => row.parent !== undefined);
  return halves.slice(which === "first" ? 0 : 1, which === "first" ? 1 : 2);
}

/** One line on a list no story is about, 390 to 800 days ago, so that every rhythm has carried it. */
function mention(life: Life, kind: string): void {
  const { aspect, grounds } = MENTIONS[kind] ?? OTHER_MENTION;
  const on = addDays(life.today, -daysBefore(life, [390, 800]));
  addListing(life, [kind], on, { aspect, ground: life.random.pick(grounds) });
}

function inventEnterprise(
  place: Place,
  { index, story }: Role,
  industry: string,
  random: Random,
): Enterprise {
  const area = random.pick(place.areas);
  const id = `${place.id}-demo-e${String(index + 1).padStart(5, "0")}`;
  const stem = placeStem(area, place.stem);
  const own = firmCharacters(place.id, index);
  const word = random.pick(tradeOf(industry).words);
  const region = /^\d{6}$/.test(area.id) ? area.id : place.folder.facts.code;
  const code = inventedCreditCode(region, index);
  const has = (trait: Trait) => story.traits?.includes(trait) === true;
  return {
    id,
    name: `${stem}${own}${word}有限公司`,
    formerNames: has("former-name") ? [`${stem}${[...own].reverse().join("")}${word}厂`] : [],
    formerIds: has("merged-id") ? [`${id}-merged`] : [],
    ...(!has("no-code") && { creditCode: has("failing-code") ? misprinted(code) : code }),
    area: area.id,
    address: `${area.name}工业集中区${random.int(1, 99)}号（演示地址）`,
    industry,
  };
}

/** Three in four belong to an industry the programme names. */
function pickIndustry(place: Place, random: Random): string {
  const all = tradesOf([...place.industryNames.keys()]);
  const key = tradesOf(place.industries);
  return random.pick(key.length > 0 && random.chance(0.75) ? key : all);
}

const COMMON_ASPECTS: readonly Aspect[] = [
  "technology",
  "technology",
  "energy",
  "environment",
  "quality",
  "safety",
];

function pickAspects(random: Random, isSeveral: boolean): Aspect[] {
  const first = random.int(0, COMMON_ASPECTS.length - 1);
  const picked = [at(COMMON_ASPECTS, first)];
  if (isSeveral) picked.push(at(COMMON_ASPECTS, first + 2), at(COMMON_ASPECTS, first + 3));
  return [...new Set(picked)];
}

function isPair(story: Story): boolean {
  return story.traits?.includes("pair") === true;
}

function inventEquipment(
  enterprise: string,
  industry: string,
  random: Random,
  isPair: boolean,
): Equipment[] {
  const types = tradeOf(industry).machines;
  const first = random.int(0, types.length - 1);
  const count = !isPair && types.length > 1 && random.chance(0.3) ? 2 : 1;
  return Array.from({ length: count }, (_, index) =>
    inventMachine(
      `${enterprise}-q${index + 1}`,
      enterprise,
      at(types, first + index),
      random,
      isPair,
    ),
  );
}

function inventMachine(
  id: string,
  enterprise: string,
  type: MachineType,
  random: Random,
  isPair: boolean,
): Equipment {
  const [model, capacity] = random.pick(type.models);
  const quantity = isPair ? 2 : random.pick(type.quantities);
  const value = type.isJoint ? capacity : Number((capacity * quantity).toFixed(3));
  return {
    id,
    enterprise,
    name: type.name,
    model,
    quantity,
    measureWord: type.measureWord,
    isMain: true,
    capacityValue: value,
    capacityUnit: type.unit,
    capacityProduct: type.product,
    capacityBasis: random.chance(0.5) ? "design" : "concerned",
  };
}

import type { Aspect } from "#domain/aspect.ts";
import type { Enterprise } from "#domain/enterprise.ts";
import type { Equipment } from "#domain/equipment.ts";
import { inventedCreditCode, misprinted } from "./codes.ts";
import { type MachineType, tradeOf, tradesOf } from "./machines.ts";
import { firmCharacters, placeStem } from "./names.ts";
import type { Place } from "./place.ts";
import { at, type Random } from "./random.ts";
import type { Story, Trait } from "./stories.ts";

/** The `index`-th firm of a place, with the traits its story asks for. */
export function inventEnterprise(
  place: Place,
  index: number,
  story: Story,
  random: Random,
): Enterprise {
  const industry = story.industry ?? pickIndustry(place, index, random);
  const area = at(place.areas, index);
  const id = `${place.id}-demo-e${String(index + 1).padStart(5, "0")}`;
  const stem = placeStem(area, place.stem);
  const own = firmCharacters(place.id, index);
  const word = random.pick(tradeOf(industry).words);
  const region = /^\d{6}$/.test(area.id) ? area.id : place.folder.facts.code;
  const code = inventedCreditCode(region, index);
  return {
    id,
    name: `${stem}${own}${word}有限公司`,
    formerNames: has(story, "former-name")
      ? [`${stem}${[...own].reverse().join("")}${word}厂`]
      : [],
    formerIds: has(story, "merged-id") ? [`${id}-merged`] : [],
    ...(!has(story, "no-code") && {
      creditCode: has(story, "failing-code") ? misprinted(code) : code,
    }),
    area: area.id,
    address: `${area.name}工业集中区${random.int(1, 99)}号（演示地址）`,
    industry,
  };
}

/** Each industry the programme names in turn; then three in four belong to one of them. */
function pickIndustry(place: Place, index: number, random: Random): string {
  const all = tradesOf([...place.industryNames.keys()]);
  const key = tradesOf(place.industries);
  const next = key[index];
  if (next !== undefined) return next;
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

/** In which standards its capacity fails. */
export function inventAspects(story: Story, random: Random): Aspect[] {
  if (story.aspect !== undefined) return [story.aspect];
  const first = random.int(0, COMMON_ASPECTS.length - 1);
  const picked = [at(COMMON_ASPECTS, first)];
  if (has(story, "several-aspects"))
    picked.push(at(COMMON_ASPECTS, first + 2), at(COMMON_ASPECTS, first + 3));
  return [...new Set(picked)];
}

function has(story: Story, trait: Trait): boolean {
  return story.traits?.includes(trait) === true;
}

/** One or two kinds of main equipment of the firm's industry; one row of two for a pair. */
export function inventEquipment(
  { id: enterprise, industry }: Enterprise,
  story: Story,
  random: Random,
): Equipment[] {
  const isPair = has(story, "pair");
  const all = tradeOf(industry).machines;
  const types = all.filter((type) => story.machine === undefined || type.name === story.machine);
  const first = random.int(0, types.length - 1);
  const count = !isPair && types.length > 1 && random.chance(0.3) ? 2 : 1;
  return Array.from({ length: count }, (_, index) =>
    inventMachine(
      `${enterprise}-q${index + 1}`,
      enterprise,
      at(types, first + index),
      random,
      story,
    ),
  );
}

function inventMachine(
  id: string,
  enterprise: string,
  type: MachineType,
  random: Random,
  story: Story,
): Equipment {
  const models = type.models.filter(([name]) => (story.model ?? name) === name);
  const [model, capacity] = random.pick(models);
  const quantity = has(story, "pair") ? 2 : random.pick(type.quantities);
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

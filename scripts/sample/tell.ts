import { addDays, type CalendarDate, daysBetween } from "#domain/calendar-date.ts";
import type { Equipment } from "#domain/equipment.ts";
import { MENTIONS, OTHER_MENTION } from "./grounds.ts";
import { inventAspects, inventEnterprise, inventEquipment } from "./invent.ts";
import type { Life } from "./life.ts";
import { addListing } from "./listings.ts";
import type { Place } from "./place.ts";
import { randomFor } from "./random.ts";
import { STEPS } from "./steps.ts";
import type { Story } from "./stories.ts";

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
  const enterprise = inventEnterprise(place, role.index, story, random);
  const life: Life = {
    place,
    random,
    today,
    aspects: inventAspects(story, random),
    remark: story.remark,
    dismantleWithin: story.dismantleWithin ?? [420, 560],
    enterprise,
    equipment: inventEquipment(enterprise, story, random),
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

/** How many days before today a story begins: as far back as it may, but not before the programme. */
function daysBefore(life: Life, [fewest, most]: Story["begins"]): number {
  const sinceProgramme = daysBetween(life.place.since, life.today);
  const furthest = most === "anytime" ? sinceProgramme : Math.min(most, sinceProgramme);
  return life.random.int(fewest, Math.max(fewest, furthest));
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

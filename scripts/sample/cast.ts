import { type Place, placeList, publishableTerms } from "./place.ts";
import { type Random, randomFor } from "./random.ts";
import { STEPS } from "./steps.ts";
import { type Need, STORIES, type Story } from "./stories.ts";
import type { Role } from "./tell.ts";

/** What a story can ask of a place, and how the place's own files answer. */
const NEEDS: Readonly<Record<Need, (place: Place) => boolean>> = {
  "list:plan": keeps("plan"),
  "list:exit": keeps("exit"),
  "list:plan-or-exit": keeps("plan", "exit"),
  "list:rectification": keeps("rectification"),
  "list:closed": keeps("closed"),
  "list:to-be-eliminated": keeps("to-be-eliminated"),
  "list:serious-over-emission": keeps("serious-over-emission"),
  "list:emission": keeps(...STEPS["over-emit"].lists),
  acceptance: (place) => (place.folder.terms.acceptance?.requiredLevels.length ?? 0) > 0,
  term: (place) => publishableTerms(place).some((term) => term.months !== null),
  extension: (place) => publishableTerms(place).some((term) => term.extensionMonths !== null),
  "open-term": (place) =>
    publishableTerms(place).some((term) => term.months === null && term.aspect !== "technology"),
  sealing: (place) => (place.folder.terms.closure?.sealingFacts.length ?? 0) > 0,
  pledge: (place) => place.folder.terms.closure?.isPledgeRequired === true,
  "no-pledge": (place) => place.folder.terms.closure?.isPledgeRequired !== true,
  "provincial-notice": (place) => place.folder.terms.closure?.isProvincialNoticeRequired === true,
  "coal-reserve": mayKeepCoalPower(/备用/),
  "coal-extension": mayKeepCoalPower(/延寿/),
};

function keeps(...kinds: readonly string[]) {
  return (place: Place) => kinds.some((kind) => placeList(place, kind) !== undefined);
}

/** Whether the place names this way of keeping coal power units. */
function mayKeepCoalPower(way: RegExp) {
  return (place: Place) =>
    place.folder.terms.closure?.coalPower.some((words) => way.test(words)) === true;
}

/** Whether a story can be told in a place. */
export function canTell(place: Place, story: Story): boolean {
  return story.needs.every((need) => NEEDS[need](place));
}

/**
 * Who plays what: every story once, in the place that has been given least; then every kind of list
 * of every place; then by weight. `share` is the number of firms of the place.
 */
export function* castPlace(
  places: readonly Place[],
  place: Place,
  share: number,
  seed: number,
): Generator<Role> {
  const leading = leadingStories(places).get(place.id) ?? [];
  const able = STORIES.filter((story) => canTell(place, story));
  const mentions = mentionKinds(place, able);
  const random = randomFor(seed, place.id, "cast");
  for (let index = 0; index < share; index += 1) {
    const story = leading[index] ?? pickByWeight(able, random);
    if (story) yield { index, story, mention: mentions[index % (mentions.length * 3)] };
  }
}

/** The stories each place must tell before chance decides. */
function leadingStories(places: readonly Place[]): Map<string, Story[]> {
  const leading = new Map(places.map((place): [string, Story[]] => [place.id, []]));
  const load = (place: Place) => leading.get(place.id)?.length ?? 0;
  const ableTo = (story: Story) => places.filter((place) => canTell(place, story));
  const rarestFirst = [...STORIES].sort((a, b) => ableTo(a).length - ableTo(b).length);
  for (const story of rarestFirst) {
    const [teller] = ableTo(story).sort((a, b) => load(a) - load(b));
    if (teller) leading.get(teller.id)?.push(story);
  }
  for (const place of places) {
    const told = leading.get(place.id) ?? [];
    for (const list of place.lists)
      if (!told.some((story) => shows(story, list.kind.id))) {
        const showing = STORIES.find((s) => canTell(place, s) && shows(s, list.kind.id));
        if (showing) told.push(showing);
      }
  }
  return leading;
}

function shows(story: Story, kind: string): boolean {
  return story.steps.some(([name]) => STEPS[name].lists.includes(kind));
}

/** Kinds of the place that no story it can tell leads to: they name firms beside the stories. */
function mentionKinds(place: Place, able: readonly Story[]): string[] {
  return place.lists
    .map((list) => list.kind)
    .filter((kind) => kind.rowSubject !== "matter")
    .filter((kind) => !able.some((story) => shows(story, kind.id)))
    .map((kind) => kind.id);
}

function pickByWeight(stories: readonly Story[], random: Random): Story | undefined {
  const total = stories.reduce((sum, story) => sum + story.weight, 0);
  let left = (random.int(0, 999_999) / 1_000_000) * total;
  return stories.find((story) => {
    left -= story.weight;
    return left < 0;
  });
}

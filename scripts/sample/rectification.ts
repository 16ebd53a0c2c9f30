import type { CalendarDate } from "#domain/calendar-date.ts";
import {
  latestExtension,
  type RectificationTerm,
  rectificationDue,
} from "#domain/rectification.ts";
import { SHORTCOMINGS } from "./grounds.ts";
import type { Life } from "./life.ts";
import { addListing, addVersion } from "./listings.ts";
import { type Place, publishableTerms, termOf } from "./place.ts";

/**
 * Puts the firm under rectification by one of the place's own terms, preferably one that `suits`.
 * Technology is left out where another aspect has a term: its machines go, they are not put right.
 */
export function rectify(
  life: Life,
  on: CalendarDate,
  suits: (term: RectificationTerm) => boolean,
): void {
  const terms = publishableTerms(life.place).filter((term) => term.aspect !== "technology");
  const fitting = terms.filter(suits);
  const choice = fitting.length > 0 ? fitting : terms;
  if (choice.length === 0) return;
  const term = life.random.pick(choice);
  life.aspects = [term.aspect];
  const due = rectificationDue(term, on);
  addListing(life, ["rectification"], on, {
    aspect: term.aspect,
    machines: term.aspect === "energy" ? life.equipment : [],
    ground: groundOf(life, term),
    startedOn: on,
    dueOn: due ?? undefined,
  });
}

/** The rectification is found complete, in time where there is a time. */
export function meet(life: Life, on: CalendarDate): void {
  const dueOn = life.listings.at(-1)?.versions.at(-1)?.dueOn;
  const metOn = dueOn !== undefined && dueOn < on ? dueOn : on;
  addVersion(life, "updated", metOn, "整改完成，经复查达标", { metOn });
}

/** Asks for all the extension the place's term allows; without one the row stays as it is. */
export function extend(life: Life, on: CalendarDate): void {
  const row = life.listings.at(-1)?.versions.at(-1);
  const term = termOf(life.place, row?.aspects[0]);
  if (row?.startedOn === undefined || !term) return;
  const extendedTo = latestExtension(term, row.startedOn);
  if (extendedTo !== null)
    addVersion(life, "updated", on, "企业申请延期，经同意延长整改期限", { extendedTo });
}

function groundOf(life: Life, term: RectificationTerm): string {
  const shortcoming = life.random.pick(SHORTCOMINGS[term.aspect]);
  const law = lawTitle(life.place, term);
  return [shortcoming, term.order, law && `依据${law}`].filter(Boolean).join("；");
}

function lawTitle(place: Place, term: RectificationTerm): string | undefined {
  const title = term.law && place.documentTitles.get(term.law);
  return title && (title.startsWith("《") ? title : `《${title}》`);
}

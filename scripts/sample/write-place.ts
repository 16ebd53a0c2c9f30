import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { acceptance } from "#domain/acceptance.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { enterprise } from "#domain/enterprise.ts";
import { equipment } from "#domain/equipment.ts";
import { equipmentEvent } from "#domain/equipment-state.ts";
import { type LedgerRow, ledgerRow } from "#domain/ledger.ts";
import type { Pledge } from "#domain/pledge.ts";
import { noticesOf } from "./announcements.ts";
import { Batches } from "./batches.ts";
import type { Life } from "./life.ts";
import { matterListings } from "./matters.ts";
import type { Place } from "./place.ts";
import { RowFile } from "./row-file.ts";

/** What was written for a place. */
export interface Written {
  enterprises: number;
  lists: number;
  announcements: number;
  pledges: number;
}

/** Writes the entries of one place as its lives are told; holds no more than a few hundred rows. */
export function writePlace(
  out: string,
  place: Place,
  lives: Iterable<Life>,
  today: CalendarDate,
): Written {
  const files = openFiles(out, place);
  const batches = new Batches(out, place);
  const written = { enterprises: 0, lists: 0, announcements: 0, pledges: 0 };
  for (const life of lives) {
    written.enterprises += 1;
    written.pledges += life.pledges.length;
    writeLife(out, life, files, batches);
  }
  for (const listing of matterListings(place, today)) {
    batches.add(listing);
    enter(files.ledger, "list-entry", listing.versions[0].entry, listing.issue.publishedOn);
  }
  for (const batch of batches.close()) {
    written.lists += 1;
    for (const { facts, body } of noticesOf(place, batch, today)) {
      written.announcements += 1;
      writeMarkdown(join(out, "announcements", place.id), facts, body);
      enter(files.ledger, "announcement", facts.id, facts.publishedOn);
    }
  }
  for (const file of Object.values(files)) file.flush();
  return written;
}

type PlaceFiles = ReturnType<typeof openFiles>;

function openFiles(out: string, place: Place) {
  const path = (room: string) => join(out, room, `${place.id}.csv`);
  const files = {
    enterprises: new RowFile(path("enterprises"), enterprise),
    equipment: new RowFile(path("equipment"), equipment),
    events: new RowFile(path("equipment-events"), equipmentEvent),
    acceptances: new RowFile(path("acceptances"), acceptance),
    ledger: new RowFile<LedgerRow>(path("ledger"), ledgerRow),
  };
  writeFileSync(join(out, "enterprises", `${place.id}.yaml`), stringify({ sample: true }));
  return files;
}

function writeLife(out: string, life: Life, files: PlaceFiles, batches: Batches): void {
  const { enterprise: firm } = life;
  const since = firstDay(life);
  files.enterprises.add(firm);
  for (const id of [firm.id, ...firm.formerIds]) enter(files.ledger, "enterprise", id, since);
  for (const machine of life.equipment) {
    files.equipment.add(machine);
    enter(files.ledger, "equipment", machine.id, since);
  }
  for (const event of life.events) files.events.add(event);
  for (const opinion of life.acceptances) {
    files.acceptances.add(opinion);
    enter(files.ledger, "acceptance", opinion.id, opinion.on);
  }
  for (const listing of life.listings) {
    batches.add(listing);
    enter(files.ledger, "list-entry", listing.versions[0].entry, listing.issue.publishedOn);
  }
  for (const promise of life.pledges) writePledge(out, promise, files);
}

function writePledge(out: string, { body, jurisdiction, ...facts }: Pledge, files: PlaceFiles) {
  writeMarkdown(join(out, "pledges", jurisdiction), facts, body);
  enter(files.ledger, "pledge", facts.id, facts.publishedOn);
}

/** The day the register first heard of the firm. */
function firstDay(life: Life): CalendarDate {
  const days = [...life.events.map((e) => e.on), ...life.listings.map((l) => l.issue.publishedOn)];
  return days.sort()[0] ?? life.today;
}

function enter(
  ledger: RowFile<LedgerRow>,
  kind: LedgerRow["kind"],
  id: string,
  givenOn: CalendarDate,
): void {
  ledger.add({ id, kind, givenOn });
}

function writeMarkdown(folder: string, facts: { id: string }, body: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${facts.id}.md`), `---\n${stringify(facts)}---\n\n${body}\n`);
}

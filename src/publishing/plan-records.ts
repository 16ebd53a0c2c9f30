import { stringify } from "yaml";
import { acceptance } from "#domain/acceptance.ts";
import { enterprise } from "#domain/enterprise.ts";
import { equipment } from "#domain/equipment.ts";
import { equipmentEvent } from "#domain/equipment-state.ts";
import { ledgerRow } from "#domain/ledger.ts";
import { picture } from "#domain/picture.ts";
import type { Pledge } from "#domain/pledge.ts";
import { recordValue } from "#domain/record-batch.ts";
import { ChangedFiles } from "./changed-files.ts";
import { GivenIds } from "./given-ids.ts";
import { type NewRecords, newRecords } from "./new-records.ts";
import { isSamplePlace, type PublicationPlan } from "./plan-publication.ts";
import { recordGuardSentences } from "./record-guards.ts";
import type { RecordPublication } from "./record-publication.ts";
import { recordSentences } from "./record-sentences.ts";

/**
 * Works out every file that publishing acceptances, seals, pledges or registrations changes below
 * `root`, with where each value stands in the sheet. Writes nothing.
 */
export function planRecords(root: string, publication: RecordPublication): PublicationPlan {
  const refusals = recordGuardSentences(publication);
  if (refusals.length > 0) return { refusals };
  const { snapshot, place, facts } = publication;
  const ids = new GivenIds(snapshot.ledger, facts.publishedOn);
  const records = newRecords(publication, ids);
  const stem = `${place.id}-${publication.room}-${facts.publishedOn.slice(0, 4)}-`;
  const batch = ids.give("record-batch", stem, 2);
  const files = new ChangedFiles(root);
  writeRegister(files, publication, records);
  writeFacts(files, publication, records);
  for (const pledge of records.pledges)
    files.write(`pledges/${place.id}/${pledge.id}.md`, pledgeText(pledge));
  files.append(`pictures/${place.id}.csv`, picture, records.pictures);
  files.write(
    `record-batches/${place.id}/${batch}.yaml`,
    stringify(batchFacts(publication, batch)),
  );
  files.append(`record-batches/${place.id}/${batch}.csv`, recordValue, records.values);
  files.append(`ledger/${place.id}.csv`, ledgerRow, ids.rows);
  return {
    changes: files.changes(),
    sentences: recordSentences(publication, records),
    id: batch,
  };
}

/** Firms and machines: those said otherwise stay where they stand, new ones go to the end. */
function writeRegister(
  files: ChangedFiles,
  { snapshot, place }: RecordPublication,
  { registry, restatedEquipment }: NewRecords,
): void {
  const { enterprises, restated, equipment: machines } = registry.registrations;
  const firms = snapshot.enterprises.filter((firm) => firm.jurisdiction === place.id);
  const here = new Set(firms.map(({ id }) => id));
  files.restate(`enterprises/${place.id}.csv`, enterprise, firms, ({ id }) => restated.get(id));
  files.append(`enterprises/${place.id}.csv`, enterprise, enterprises);
  if (enterprises.length > 0)
    files.ensure(
      `enterprises/${place.id}.yaml`,
      stringify({ sample: isSamplePlace(snapshot, place) }),
    );
  const standing = snapshot.equipment.filter((machine) => here.has(machine.enterprise));
  files.restate(`equipment/${place.id}.csv`, equipment, standing, ({ id }) =>
    restatedEquipment.get(id),
  );
  files.append(`equipment/${place.id}.csv`, equipment, machines);
}

function writeFacts(
  files: ChangedFiles,
  { snapshot, place }: RecordPublication,
  { events, acceptances, restatedAcceptances }: NewRecords,
): void {
  const firms = snapshot.enterprises.filter((firm) => firm.jurisdiction === place.id);
  const here = new Set(firms.map(({ id }) => id));
  const machines = snapshot.equipment.filter((machine) => here.has(machine.enterprise));
  const ours = new Set(machines.map(({ id }) => id));
  const happened = snapshot.equipmentEvents.filter((event) => ours.has(event.equipment));
  files.restate(`equipment-events/${place.id}.csv`, equipmentEvent, happened, (event) =>
    events.corrected.get(event),
  );
  files.append(`equipment-events/${place.id}.csv`, equipmentEvent, events.added);
  const opinions = snapshot.acceptances.filter((entry) => here.has(entry.enterprise));
  files.restate(`acceptances/${place.id}.csv`, acceptance, opinions, ({ id }) =>
    restatedAcceptances.get(id),
  );
  files.append(`acceptances/${place.id}.csv`, acceptance, acceptances);
}

function batchFacts({ snapshot, place, room, draft, facts }: RecordPublication, id: string) {
  const { title, publisher, publishedOn, documentNumber, revision } = facts;
  const { file, sha256 } = draft.source;
  return {
    id,
    room,
    title,
    publisher,
    publishedOn,
    ...(documentNumber && { documentNumber }),
    ...(revision && { revision }),
    source: { file, sha256 },
    sample: isSamplePlace(snapshot, place),
  };
}

/** The place is the folder's name and stands in no file. */
export function pledgeText({ jurisdiction: _, body, ...front }: Pledge): string {
  return `---\n${stringify(front)}---\n\n${body.trim()}\n`;
}

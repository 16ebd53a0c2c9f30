import type { EquipmentEvent } from "#domain/equipment-state.ts";
import { IMPORT_FIELDS } from "#domain/import-field.ts";
import type { DraftRow } from "#importing/import-draft.ts";
import { givenEvents, heldAgainst } from "#importing/machine-events.ts";
import type { RecordPublication } from "./record-publication.ts";

/** Days in the lives of machines: new ones, and such as were published otherwise. */
export class ChangedEvents {
  readonly added: EquipmentEvent[] = [];
  readonly corrected = new Map<EquipmentEvent, EquipmentEvent>();
  readonly #publication: RecordPublication;
  readonly #known: ReadonlyMap<string, readonly EquipmentEvent[]>;

  constructor(publication: RecordPublication) {
    this.#publication = publication;
    this.#known = Map.groupBy(publication.snapshot.equipmentEvents, (event) => event.equipment);
  }

  /** Takes over the days of a row for its machines; who says so and from what stands in the row. */
  take(row: DraftRow, equipment: readonly string[]): void {
    const { facts, draft } = this.#publication;
    const by = row.values.department?.value ?? facts.publisher;
    const source = row.values.source?.value ?? draft.source.file;
    const note = row.values.destination?.value ?? null;
    for (const machine of equipment)
      for (const given of givenEvents(row.values)) {
        const held = heldAgainst(this.#known.get(machine) ?? [], given);
        if (held === "known") continue;
        const { event, day: on } = given;
        const isGone = event === "dismantled" && note !== null;
        const said = { equipment: machine, event, on, by, source };
        const fact = isGone
          ? { ...said, note: `${IMPORT_FIELDS.destination.name}：${note}` }
          : said;
        if (held === "new") this.#add(fact);
        else this.corrected.set(held.corrects, fact);
      }
  }

  /** Two levels that inspect the same machine give the same day. */
  #add(fact: EquipmentEvent): void {
    const isThere = this.added.some(
      ({ equipment, event, on }) =>
        equipment === fact.equipment && event === fact.event && on === fact.on,
    );
    if (!isThere) this.added.push(fact);
  }
}

import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { CalendarDate } from "#domain/calendar-date.ts";
import {
  IMPORTED_COLUMNS,
  type ListBatch,
  type ListEntryVersion,
  listEntryVersion,
} from "#domain/list-entry.ts";
import type { Listing } from "./life.ts";
import { type Place, type PlaceList, placeList } from "./place.ts";
import { RowFile } from "./row-file.ts";

/** A list that came out, numbered, with the changes it saw afterwards. */
export interface IssuedBatch {
  list: PlaceList;
  /** `<kind>/<year>-<batch>`. */
  id: string;
  number: number;
  facts: ListBatch;
  rows: number;
  corrected: Change[];
  withdrawn: Change[];
}

/** A row that was corrected or withdrawn. */
interface Change {
  enterprise: string | undefined;
  printed: string | undefined;
  on: CalendarDate;
  reason: string | undefined;
}

interface OpenBatch extends Omit<IssuedBatch, "id" | "number" | "facts"> {
  listing: Omit<Listing, "versions">;
  path: string;
  file: RowFile<ListEntryVersion>;
}

/** Rows above the first of a form: title, head, column names. */
const HEAD_ROWS = 3;

/** The columns of the statistics form (安康附件, L143-153), used for rows about equipment. */
const FORM_COLUMNS = {
  rawArea: "B",
  rawIndustry: "C",
  rawEnterprise: "D",
  rawEquipment: "E",
  rawCapacity: "F",
  rawAspects: "G",
} as const;

/** The list files of one place while they fill: one per kind, issue and publisher. */
export class Batches {
  readonly #open = new Map<string, OpenBatch>();
  readonly #root: string;
  readonly #place: Place;

  constructor(out: string, place: Place) {
    this.#root = join(out, "lists", place.id);
    this.#place = place;
  }

  add(listing: Listing): void {
    const batch = this.#batchOf(listing);
    if (!batch) return;
    batch.rows += 1;
    const row = HEAD_ROWS + batch.rows;
    for (const version of listing.versions) {
      batch.file.add({ ...version, cells: [], sheet: "Sheet1", row });
      const { enterprise, rawEnterprise: printed, changedOn: on, changeReason: reason } = version;
      const change = { enterprise, printed, on, reason };
      if (version.change === "corrected") batch.corrected.push(change);
      if (version.change === "withdrawn") batch.withdrawn.push(change);
    }
  }

  /** Numbers the batches of each kind and year by day, writes their facts, gives them back. */
  close(): IssuedBatch[] {
    const counts = new Map<string, number>();
    return [...this.#open.values()].sort(byDay).map((batch) => {
      batch.file.flush();
      const { kind, issue } = batch.listing;
      const number = (counts.get(`${kind}/${issue.year}`) ?? 0) + 1;
      counts.set(`${kind}/${issue.year}`, number);
      const name = `${issue.year}-${String(number).padStart(2, "0")}`;
      const facts = this.#factsOf(batch, number);
      renameSync(batch.path, join(this.#root, kind, `${name}.csv`));
      writeFileSync(join(this.#root, kind, `${name}.yaml`), stringify(facts));
      const { list, rows, corrected, withdrawn } = batch;
      return { list, id: `${kind}/${name}`, number, facts, rows, corrected, withdrawn };
    });
  }

  #batchOf({ kind, publisher, issue }: Listing): OpenBatch | undefined {
    const key = `${kind}/${issue.publishedOn}-${publisher}`;
    const known = this.#open.get(key);
    const list = placeList(this.#place, kind);
    if (known || !list) return known;
    mkdirSync(join(this.#root, kind), { recursive: true });
    const path = join(this.#root, `${key}.part`);
    const file = new RowFile<ListEntryVersion>(path, listEntryVersion, IMPORTED_COLUMNS);
    const listing = { kind, publisher, issue };
    const batch = { list, listing, path, file, rows: 0, corrected: [], withdrawn: [] };
    this.#open.set(key, batch);
    return batch;
  }

  #factsOf({ list, listing }: OpenBatch, number: number): ListBatch {
    const { year, period, publishedOn } = listing.issue;
    return {
      title: `${year}年${list.published.name}（第${number}批）`,
      publisher: listing.publisher,
      publishedOn,
      period,
      source: {
        file: `演示-${this.#place.stem}-${year}-${list.kind.name}-第${number}批.xlsx`,
        isPublic: false,
      },
      columns: list.kind.rowSubject === "equipment" ? FORM_COLUMNS : {},
      sample: true,
    };
  }
}

function byDay(a: OpenBatch, b: OpenBatch): number {
  const [left, right] = [a, b].map(({ listing }) =>
    [listing.kind, listing.issue.publishedOn, listing.publisher].join("/"),
  );
  return (left ?? "") < (right ?? "") ? -1 : 1;
}

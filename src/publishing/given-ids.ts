import type { CalendarDate } from "#domain/calendar-date.ts";
import type { LedgerRow } from "#domain/ledger.ts";

/** Gives ids that were never given before, and remembers them for the ledger. */
export class GivenIds {
  readonly rows: LedgerRow[] = [];
  readonly #taken: Set<string>;
  readonly #last = new Map<string, number>();
  readonly #on: CalendarDate;

  constructor(ledger: readonly LedgerRow[], on: CalendarDate) {
    this.#taken = new Set(ledger.map((row) => row.id));
    this.#on = on;
  }

  /** The first free `<stem><number>`, the number filled up with zeros to `digits`. */
  give(kind: LedgerRow["kind"], stem: string, digits = 1): string {
    let number = (this.#last.get(stem) ?? 0) + 1;
    const idOf = () => `${stem}${String(number).padStart(digits, "0")}`;
    while (this.#taken.has(idOf())) number += 1;
    this.#last.set(stem, number);
    return this.take(kind, idOf());
  }

  take(kind: LedgerRow["kind"], id: string): string {
    this.#taken.add(id);
    this.rows.push({ id, kind, givenOn: this.#on });
    return id;
  }
}

import type { RestrictedFieldName } from "#domain/import-field.ts";

/**
 * What a row said that must never be published: phones, staff, debts (随州附表1, 附表2). The values
 * cannot be written out by accident: they are in no JSON, no copy between threads and no log; a
 * draft has no place for them. Only code that asks for them by name sees them.
 */
export class RestrictedRecord {
  readonly sheet: string;
  readonly row: number;
  readonly #values: readonly RestrictedValue[];

  constructor(sheet: string, row: number, values: readonly RestrictedValue[]) {
    this.sheet = sheet;
    this.row = row;
    this.#values = values;
  }

  /** The names of what was filled in, without what was said. */
  get fields(): RestrictedFieldName[] {
    return this.#values.map((value) => value.field);
  }

  /** The values, for the sealed file of the case and for nothing else. */
  reveal(): readonly RestrictedValue[] {
    return this.#values;
  }

  toJSON(): { sheet: string; row: number; restricted: string } {
    return { sheet: this.sheet, row: this.row, restricted: "不公开" };
  }
}

export interface RestrictedValue {
  field: RestrictedFieldName;
  cell: string;
  text: string;
}

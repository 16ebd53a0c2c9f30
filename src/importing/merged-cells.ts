import type { FoundHeader } from "./find-header.ts";
import { cellAddress, LIMITS, type SheetCell, type WorkbookSheet } from "./workbook/workbook.ts";

/** What stands in the cells that a merged area covers: the content of its first cell. */
export class MergedCells {
  readonly #areas = new Map<string, { cell: SheetCell; address: string }>();

  /** Looks only at columns of the table and at rows that hold something. */
  constructor(sheet: WorkbookSheet, header: FoundHeader) {
    const rows = new Map(sheet.rows.map((row) => [row.number, row]));
    const columns = header.columns.map((column) => column.at);
    const last = sheet.rows.at(-1)?.number ?? 0;
    let budget: number = LIMITS.cells;
    for (const { top, left, bottom, right } of sheet.merges) {
      const cell = rows.get(top)?.cells[left];
      if (cell === undefined || top <= header.last || right !== left) continue;
      if (!columns.includes(left)) continue;
      const area = { cell, address: cellAddress(left, top) };
      budget -= bottom - top;
      if (budget < 0) return;
      for (let row = top + 1; row <= Math.min(bottom, last); row++)
        this.#areas.set(`${row},${left}`, area);
    }
  }

  at(row: number, column: number): { cell: SheetCell; address: string } | undefined {
    return this.#areas.get(`${row},${column}`);
  }
}

import {
  FIGURE_IDS,
  FIGURE_SPLITS,
  type FigureCounts,
  type ShownCounts,
  SMALL,
  type TipFigure,
  toldCount,
} from "./tip-figure.ts";

/** Counts of a month in one place: in all, and by one thing after the other. */
export interface CountedTables {
  totals: FigureCounts;
  tables: readonly (readonly FigureCounts[])[];
}

type Hidden = Set<TipFigure>;

/**
 * The counts without those that are small, and without as many others as it takes that nobody can
 * work a hidden one out: neither by subtraction within a table, nor from one table and another, nor
 * a small sum of hidden ones. Tables are kept apart by a harder rule than needed: each must stand
 * even against somebody who knows every total. What stands from month to month is then told in steps
 * alone, which says less, so nothing follows from it that did not before.
 */
export function suppressed({ totals, tables }: CountedTables): {
  totals: ShownCounts;
  tables: ShownCounts[][];
} {
  const hiddenTotals = totalsHidden(totals);
  return {
    totals: shownOf(totals, hiddenTotals),
    tables: tables.map((rows) => {
      const hidden = rowsHidden(rows, hiddenTotals);
      return rows.map((row, at) => shownOf(row, hidden[at] ?? new Set()));
    }),
  };
}

function totalsHidden(totals: FigureCounts): Hidden {
  const hidden: Hidden = new Set(FIGURE_IDS.filter((figure) => isSmall(totals[figure])));
  for (const { whole, parts } of FIGURE_SPLITS) {
    if (hidden.has(whole)) for (const part of parts) hidden.add(part);
    else protectLine(parts.map((part) => cellOf(totals, hidden, part)));
  }
  return hidden;
}

function rowsHidden(rows: readonly FigureCounts[], hiddenTotals: Hidden): Hidden[] {
  // One row is the totals over again.
  if (rows.length === 1) return [new Set(hiddenTotals)];
  const hidden = rows.map(
    (row): Hidden =>
      new Set(FIGURE_IDS.filter((figure) => hiddenTotals.has(figure) || isSmall(row[figure]))),
  );
  const isPart = new Set(FIGURE_SPLITS.flatMap(({ parts }) => parts));
  for (const figure of FIGURE_IDS) {
    if (isPart.has(figure) || hiddenTotals.has(figure)) continue;
    protectLine(rows.map((row, at) => cellOf(row, hidden[at] ?? new Set(), figure)));
  }
  for (const { whole, parts } of FIGURE_SPLITS) {
    rows.forEach((_row, at) => {
      if (hidden[at]?.has(whole)) for (const part of parts) hidden[at].add(part);
    });
    const cells = rows.map((row, at) =>
      parts.map((part) => cellOf(row, hidden[at] ?? new Set(), part)),
    );
    protectSplit(cells);
  }
  return hidden;
}

/** A count that may be hidden. */
interface Cell {
  value: number;
  isHidden: () => boolean;
  hide: () => void;
}

function cellOf(counts: FigureCounts, hidden: Hidden, figure: TipFigure): Cell {
  return {
    value: counts[figure],
    isHidden: () => hidden.has(figure),
    hide: () => hidden.add(figure),
  };
}

/** Hides more of a line whose sum is known, until no hidden one, nor a small sum of them, is told. */
function protectLine(line: readonly Cell[]): boolean {
  let isChanged = false;
  for (;;) {
    const hidden = line.filter((cell) => cell.isHidden());
    const sum = hidden.reduce((total, { value }) => total + value, 0);
    if (hidden.length === 0 || (hidden.length > 1 && !isSmall(sum))) return isChanged;
    if (!hideNext(line)) return isChanged;
    isChanged = true;
  }
}

/** Hides the smallest that is shown, one that counts something before an empty one. */
function hideNext(line: readonly Cell[]): boolean {
  const open = line.filter((cell) => !cell.isHidden());
  const [next] = open.toSorted(
    (a, b) => Number(a.value === 0) - Number(b.value === 0) || a.value - b.value,
  );
  next?.hide();
  return next !== undefined;
}

/** Lines of rows and of columns, and no chain of subtractions through both. */
function protectSplit(rows: readonly (readonly Cell[])[]): void {
  const columns = (rows[0] ?? []).map((_cell, at) => rows.flatMap((row) => row[at] ?? []));
  for (;;) {
    const lines = [...rows, ...columns].map(protectLine);
    if (lines.some((isChanged) => isChanged)) continue;
    const told = findTold(rows);
    if (told === null) return;
    const row = rows[told.row] ?? [];
    if (!hideNext(row) && !hideNext(columns[told.column] ?? [])) return;
  }
}

/**
 * A hidden cell that the known sums determine. With hidden cells as ways between rows and columns it
 * is one that lies on no round trip.
 */
function findTold(rows: readonly (readonly Cell[])[]): { row: number; column: number } | null {
  const ways = rows.flatMap((line, row) =>
    line.flatMap((cell, column) => (cell.isHidden() ? [{ row, column }] : [])),
  );
  return (
    ways.find(
      (way) =>
        !isConnected(
          ways.filter((other) => other !== way),
          way,
        ),
    ) ?? null
  );
}

/** Whether a row still reaches a column by other ways. */
function isConnected(
  ways: readonly { row: number; column: number }[],
  { row, column }: { row: number; column: number },
): boolean {
  const rows = new Set([row]);
  const columns = new Set<number>();
  for (let size = 0; size < rows.size + columns.size; ) {
    size = rows.size + columns.size;
    for (const way of ways) {
      if (rows.has(way.row)) columns.add(way.column);
      if (columns.has(way.column)) rows.add(way.row);
    }
  }
  return columns.has(column);
}

function isSmall(value: number): boolean {
  return value > 0 && value <= SMALL;
}

function shownOf(counts: FigureCounts, hidden: Hidden): ShownCounts {
  const entries = FIGURE_IDS.map((figure) => [
    figure,
    hidden.has(figure) ? null : toldCount(figure, counts[figure]),
  ]);
  return Object.fromEntries(entries) as ShownCounts;
}

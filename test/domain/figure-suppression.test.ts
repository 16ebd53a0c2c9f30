import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suppressed } from "#domain/figure-suppression.ts";
import {
  FIGURE_IDS,
  FIGURE_SPLITS,
  type FigureCounts,
  greatestToldAs,
  type ShownCounts,
  SMALL,
  STOCKS,
  type TipFigure,
  toldCount,
} from "#domain/tip-figure.ts";

const NONE = Object.fromEntries(FIGURE_IDS.map((figure) => [figure, 0])) as FigureCounts;
const PARTS = new Set(FIGURE_SPLITS.flatMap(({ parts }) => parts));

/** A row whose parts add up; small numbers are common. */
const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
);
const finding = fc.tuple(count, count, count, count);
const plain = fc.record({ received: count, admitted: count, declined: count, overdue: count });
const ratings = fc.tuple(count, count);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const row = fc.tuple(plain, finding, share, ratings).map(([counts, parts, onTimeShare, rated]) => {
  const [substantiated, partly, unsubstantiated, unableToVerify] = parts;
  const found = parts.reduce((sum, part) => sum + part, 0);
  const onTime = Math.round(found * onTimeShare);
  const [content, discontent] = rated;
  return {
    ...NONE,
    ...counts,
    ...{ found, substantiated, partly, unsubstantiated, unableToVerify },
    ...{ onTime, late: found - onTime, rated: content + discontent, content, discontent },
  } satisfies FigureCounts;
});
/** The same tips told apart in three ways: tips are dealt to rows, so that all tables add up alike. */
const counted = fc
  .tuple(
    fc.array(row, { minLength: 1, maxLength: 6 }),
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }),
  )
  .map(([rows, dealt]) => {
    const merged = Map.groupBy(rows, (_row, at) => dealt[at] ?? 0);
    const tables = [rows, [...merged.values()].map(sumOf), [...rows].reverse()];
    return { totals: sumOf(rows), tables };
  });

function sumOf(rows: readonly FigureCounts[]): FigureCounts {
  return Object.fromEntries(
    FIGURE_IDS.map((figure) => [figure, rows.reduce((sum, each) => sum + each[figure], 0)]),
  ) as FigureCounts;
}

/** Every equation a reader may write down: sums of tables, and parts of a whole. */
function equations({ totals, tables }: { totals: ShownCounts; tables: ShownCounts[][] }) {
  const unknowns = new Map<string, number>();
  const term = (name: string, shown: number | null) => {
    if (shown !== null) return null;
    if (!unknowns.has(name)) unknowns.set(name, unknowns.size);
    return unknowns.get(name) ?? 0;
  };
  const lines: { unknown: number; sign: number }[][] = [];
  const add = (whole: number | null, parts: (number | null)[]) =>
    lines.push([
      ...(whole === null ? [] : [{ unknown: whole, sign: -1 }]),
      ...parts.flatMap((part) => (part === null ? [] : [{ unknown: part, sign: 1 }])),
    ]);
  const cell = (place: string, row: ShownCounts, figure: TipFigure) =>
    term(`${place}/${figure}`, row[figure]);
  for (const [place, row] of [
    ["totals", totals] as const,
    ...tables.flatMap((rows, table) => rows.map((row, at) => [`${table}/${at}`, row] as const)),
  ])
    for (const { whole, parts } of FIGURE_SPLITS)
      add(
        cell(place, row, whole),
        parts.map((part) => cell(place, row, part)),
      );
  tables.forEach((rows, table) => {
    for (const figure of FIGURE_IDS)
      add(
        cell("totals", totals, figure),
        rows.map((row, at) => cell(`${table}/${at}`, row, figure)),
      );
  });
  return { unknowns: [...unknowns.keys()], lines };
}

const PRIME = 1_000_003;
const mod = (value: number) => ((value % PRIME) + PRIME) % PRIME;

/** Names of the unknowns that the equations settle: Gauss, in a field large enough for signs. */
function settled({ unknowns, lines }: ReturnType<typeof equations>): string[] {
  const matrix = lines.map((line) => {
    const row = new Array<number>(unknowns.length).fill(0);
    for (const { unknown, sign } of line) row[unknown] = mod((row[unknown] ?? 0) + sign);
    return row;
  });
  let rank = 0;
  for (let column = 0; column < unknowns.length; column += 1) {
    const found = matrix.findIndex((row, at) => at >= rank && row[column] !== 0);
    if (found < 0) continue;
    const pivot = matrix[found] ?? [];
    matrix[found] = matrix[rank] ?? [];
    const inverse = power(pivot[column] ?? 1, PRIME - 2);
    const scaled = pivot.map((value) => Number((BigInt(value) * BigInt(inverse)) % BigInt(PRIME)));
    matrix[rank] = scaled;
    matrix.forEach((row, at) => {
      const factor = row[column] ?? 0;
      if (at === rank || factor === 0) return;
      matrix[at] = row.map((value, index) => mod(value - factor * (scaled[index] ?? 0)));
    });
    rank += 1;
  }
  return matrix.flatMap((row) => {
    const used = row.flatMap((value, index) => (value === 0 ? [] : [index]));
    return used.length === 1 ? [unknowns[used[0] ?? 0] ?? ""] : [];
  });
}

function power(base: number, exponent: number): number {
  let result = 1n;
  let factor = BigInt(base);
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * factor) % BigInt(PRIME);
    factor = (factor * factor) % BigInt(PRIME);
  }
  return Number(result);
}

describe("what is published of counts", () => {
  test("no small number, and every shown number is the counted one", () => {
    fc.assert(
      fc.property(counted, (given) => {
        const shown = suppressed(given);
        const pairs = [
          [shown.totals, given.totals] as const,
          ...shown.tables.flatMap((rows, table) =>
            rows.map((row, at) => [row, given.tables[table]?.[at] ?? NONE] as const),
          ),
        ];
        for (const [row, counts] of pairs)
          for (const figure of FIGURE_IDS) {
            if (row[figure] === null) continue;
            expect(row[figure]).toBe(toldCount(figure, counts[figure]));
            expect(row[figure] === 0 || row[figure] > SMALL).toBe(true);
          }
      }),
    );
  });

  test("no hidden number can be worked out from all that is shown, of all tables together", () => {
    fc.assert(
      fc.property(counted, (given) => {
        expect(settled(equations(suppressed(given)))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("no small sum of hidden numbers is told by a line and its total", () => {
    fc.assert(
      fc.property(counted, (given) => {
        const { totals, tables } = exactly(suppressed(given), given);
        const rests = tables.flatMap((rows) => [
          ...FIGURE_IDS.map((figure) =>
            rest(
              totals[figure],
              rows.map((each) => each[figure]),
            ),
          ),
          ...rows.flatMap((each) =>
            FIGURE_SPLITS.map(({ whole, parts }) =>
              rest(
                each[whole],
                parts.map((part) => each[part]),
              ),
            ),
          ),
        ]);
        for (const left of rests) expect(left === 0 || left > SMALL).toBe(true);
      }),
    );
  });

  /** Rows of findings, small or large. */
  const findings = (rows: readonly (readonly number[])[]) =>
    rows.map(([substantiated = 0, partly = 0, unsubstantiated = 0, unableToVerify = 0]) => {
      const found = substantiated + partly + unsubstantiated + unableToVerify;
      const parts = { substantiated, partly, unsubstantiated, unableToVerify };
      return { ...NONE, ...parts, found, onTime: found };
    });

  test("a chain of subtractions through rows and columns finds nothing either", () => {
    const rows = findings([
      [3, 3, 10, 10],
      [3, 3, 3, 10],
      [10, 10, 3, 3],
      [10, 10, 3, 3],
    ]);
    const naive = rows.map((each) => {
      const shown: ShownCounts = { ...each };
      for (const figure of FIGURE_IDS) if (each[figure] === 3) shown[figure] = null;
      return shown;
    });
    expect(settled(equations({ totals: sumOf(rows), tables: [naive] }))).toEqual([
      "0/1/unsubstantiated",
    ]);
    const shown = suppressed({ totals: sumOf(rows), tables: [rows] });
    expect(settled(equations(shown))).toEqual([]);
    expect(shown.totals.found).toBe(sumOf(rows).found);
  });

  test("nor in any table of small and large findings", () => {
    const cell = fc.constantFrom(3, 10);
    const line = fc.array(cell, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 7 }), (lines) => {
        const rows = findings(lines);
        const shown = suppressed({ totals: sumOf(rows), tables: [rows, [...rows].reverse()] });
        expect(settled(equations(shown))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("what is large everywhere is all shown", () => {
    const large = { ...NONE, received: 30, admitted: 20, declined: 9 };
    const { totals, tables } = suppressed({
      totals: sumOf([large, large]),
      tables: [[large, large]],
    });
    expect(totals).toEqual(sumOf([large, large]));
    expect(tables[0]).toEqual([large, large]);
  });

  test("a small number takes the next smallest with it, and the total stays", () => {
    const rows = [3, 20, 40].map((received) => ({ ...NONE, received }));
    const { totals, tables } = suppressed({ totals: sumOf(rows), tables: [rows] });
    expect(totals.received).toBe(63);
    expect(tables[0]?.map(({ received }) => received)).toEqual([null, null, 40]);
  });

  test("a small total hides its whole column", () => {
    const rows = [4, 0, 0].map((declined) => ({ ...NONE, declined }));
    const { totals, tables } = suppressed({ totals: sumOf(rows), tables: [rows] });
    expect(totals.declined).toBeNull();
    expect(tables[0]?.map(({ declined }) => declined)).toEqual([null, null, null]);
  });

  test("the test that looks for leaks finds one where only the small number is hidden", () => {
    const rows = [3, 20].map((received) => ({ ...NONE, received }));
    const naive = rows.map((each) => ({
      ...each,
      received: each.received > SMALL ? each.received : null,
    }));
    const found = settled(equations({ totals: sumOf(rows), tables: [naive] }));
    expect(found).toEqual(["0/0/received"]);
  });
});

/** As if stocks were told exactly, which says more than is told. */
function exactly(
  shown: ReturnType<typeof suppressed>,
  given: { totals: FigureCounts; tables: FigureCounts[][] },
): ReturnType<typeof suppressed> {
  const exact = (row: ShownCounts, counts: FigureCounts = NONE) =>
    Object.fromEntries(
      FIGURE_IDS.map((figure) => [figure, row[figure] === null ? null : counts[figure]]),
    ) as ShownCounts;
  return {
    totals: exact(shown.totals, given.totals),
    tables: shown.tables.map((rows, table) =>
      rows.map((row, at) => exact(row, given.tables[table]?.[at])),
    ),
  };
}

/** What a total leaves for the hidden ones; 0 where nothing is hidden or the total is not told. */
function rest(whole: number | null, parts: readonly (number | null)[]): number {
  if (whole === null || !parts.includes(null)) return 0;
  return whole - parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}

describe("what stands over from month to month", () => {
  const COUNTS = Array.from({ length: 24 }, (_, count) => count);
  const OF = {
    "at a desk": ({ own }: { own: number; beside: number }) => own,
    "in the whole place": ({ own, beside }: { own: number; beside: number }) => own + beside,
  };

  /** Whether two months, as they are told, leave no doubt that one to four came or went. */
  function tellsAFew(figure: TipFigure, of: keyof typeof OF): boolean {
    const told = (own: number, beside: number) => {
      const rows = [own, beside].map((count) => ({ ...NONE, [figure]: count }));
      const { totals, tables } = suppressed({ totals: sumOf(rows), tables: [rows] });
      return [totals, ...(tables[0] ?? [])].map((row) => row[figure]).join(" ");
    };
    const worlds = COUNTS.flatMap((own) => COUNTS.map((beside) => ({ own, beside })));
    const months = [...Map.groupBy(worlds, ({ own, beside }) => told(own, beside)).values()]
      .map((alike) => alike.map(OF[of]))
      .map((counts) => ({ least: Math.min(...counts), most: Math.max(...counts) }));
    return months.some((then) =>
      months.some((now) => {
        const change = now.least - then.most;
        const isSure = change === now.most - then.least;
        return isSure && change !== 0 && Math.abs(change) <= SMALL;
      }),
    );
  }

  test.each(Object.keys(OF) as (keyof typeof OF)[])(
    "two months never tell that one to four tips came or went %s",
    (of) => {
      for (const figure of STOCKS) expect(tellsAFew(figure, of)).toBe(false);
    },
  );

  test("told exactly, as what is done in a month is, they would", () => {
    expect(tellsAFew("received", "at a desk")).toBe(true);
  });

  test("every count lies in the step that it is told as", () => {
    for (const figure of STOCKS)
      for (const count of COUNTS.filter((each) => each > SMALL)) {
        const least = toldCount(figure, count);
        expect(least).toBeGreaterThan(SMALL);
        expect(least <= count && count <= greatestToldAs(figure, least)).toBe(true);
      }
  });
});

test("every part belongs to a whole that is counted as well", () => {
  for (const { whole } of FIGURE_SPLITS) expect(PARTS.has(whole)).toBe(false);
  expect([...PARTS].every((part) => FIGURE_IDS.includes(part))).toBe(true);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { CAPACITY_UNITS, type Capacity, sumCapacities } from "#domain/capacity.ts";

const steel: Capacity = { value: 10, unit: "万吨/年", product: "粗钢", basis: "design" };

test("tonnes are not added to tonnes a year, nor steel to iron", () => {
  const sums = sumCapacities([
    steel,
    { ...steel, value: 5 },
    { ...steel, unit: "万吨" },
    { ...steel, product: "生铁" },
    { ...steel, basis: "eliminated" },
  ]);
  expect(sums.map((sum) => [sum.value, sum.unit, sum.product, sum.basis, sum.count])).toEqual([
    [15, "万吨/年", "粗钢", "design", 2],
    [10, "万吨", "粗钢", "design", 1],
    [10, "万吨/年", "生铁", "design", 1],
    [10, "万吨/年", "粗钢", "eliminated", 1],
  ]);
});

test("no capacity is lost or counted twice", () => {
  const one = fc.record({
    value: fc.integer({ min: 1, max: 9999 }),
    unit: fc.constantFrom(...CAPACITY_UNITS),
    product: fc.constantFrom("粗钢", "水泥"),
    basis: fc.constantFrom("design" as const, "eliminated" as const),
  });
  fc.assert(
    fc.property(fc.array(one), (capacities) => {
      const total = (list: { value: number }[]) =>
        list.reduce((sum, entry) => sum + entry.value, 0);
      const sums = sumCapacities(capacities);
      expect(total(sums)).toBe(total(capacities));
      expect(sums.reduce((count, sum) => count + sum.count, 0)).toBe(capacities.length);
    }),
  );
});

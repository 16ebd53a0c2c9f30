import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ByteReader, ByteWriter } from "#search/bytes.ts";
import { intersect, unite } from "#search/doc-set.ts";
import { decodeFacetBlock, encodeFacetBlock } from "#search/facet-blocks.ts";
import { decodePostings, encodePostings, PostingWriter } from "#search/postings.ts";
import { FACETS } from "#search/record.ts";
import { decodeRows, encodeRows } from "#search/rows.ts";
import { decodeTerms, encodeTerms, fileOf, type TermLists, writeTerms } from "#search/terms.ts";
import { syntheticRecords } from "../../bench/search-records.ts";

const docs = fc
  .uniqueArray(fc.nat({ max: 3_000 }), { maxLength: 400 })
  .map((numbers) => Uint32Array.from(numbers).sort());

describe("what is written is read back the same", () => {
  test("whole numbers of any size", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 32 - 1 })), (numbers) => {
        const writer = new ByteWriter();
        for (const number of numbers) writer.writeNumber(number);
        const reader = new ByteReader(writer.finish());
        expect(numbers.map(() => reader.readNumber())).toEqual(numbers);
        expect(reader.isAtEnd).toBe(true);
      }),
    );
  });

  test("sets of documents, whichever coding is shortest", () => {
    fc.assert(
      fc.property(docs, (set) => {
        expect(decodePostings(encodePostings(set))).toEqual(set);
      }),
    );
  });

  test.each([
    ["gaps for a few far apart", 0, [3, 900, 5_000]],
    ["runs for neighbours", 1, Array.from({ length: 500 }, (_, i) => i + 40)],
    ["bits for every other", 2, Array.from({ length: 500 }, (_, i) => 2 * i)],
  ])("the shortest coding is %s", (_, coding, numbers) => {
    const set = Uint32Array.from(numbers);
    expect(encodePostings(set)[0]).toBe(coding);
    expect(decodePostings(encodePostings(set))).toEqual(set);
  });

  test("a document gathered twice counts once", () => {
    const writer = new PostingWriter();
    for (const doc of [0, 0, 4, 4, 9]) writer.add(doc);
    expect([...decodePostings(writer.finish())]).toEqual([0, 4, 9]);
  });

  test("terms with holes where they do not stand, each in the file that is looked in", () => {
    const list = (...numbers: number[]) => encodePostings(Uint32Array.from(numbers));
    const long = encodePostings(Uint32Array.from({ length: 9_000 }, (_, i) => i * i));
    const terms = new Map<string, TermLists>([
      ["水泥", [list(1, 2), undefined, list(7)]],
      ["𠮷", [undefined, list(3)]],
      ["有限", [long]],
    ]);
    expect(decodeTerms(encodeTerms(terms))).toEqual(terms);
    const { index, files } = writeTerms("grams", terms);
    expect(index.own).toEqual(["有限"]);
    for (const [term, lists] of terms) {
      const file = files.get(fileOf(index, term)) ?? new Uint8Array(0);
      expect(decodeTerms(file).get(term)).toEqual(lists);
    }
  });

  test("rows and facets of records", () => {
    const records = syntheticRecords(16, 3);
    expect(decodeRows(encodeRows(records))).toEqual(records);
    const block = decodeFacetBlock(encodeFacetBlock(records), records.length);
    records.forEach((record, i) => {
      for (const facet of FACETS) {
        const { combinations, numbers } = block[facet];
        expect(combinations[numbers[i] ?? -1]).toEqual([...record.facets[facet]].sort());
      }
    });
  });

  test("a file cut short is an error, not a wrong result", () => {
    const bytes = encodeTerms([["水泥", [encodePostings(Uint32Array.from([1, 2, 900]))]]]);
    for (let length = 1; length < bytes.length; length++) {
      expect(() => decodeTerms(bytes.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => decodePostings(Uint8Array.from([9]))).toThrow("unknown coding");
  });
});

describe("sets of documents", () => {
  test("are intersected and united as sets are", () => {
    fc.assert(
      fc.property(fc.array(docs, { minLength: 1, maxLength: 4 }), (sets) => {
        const plain = sets.map((set) => new Set(set));
        const all = [...new Set(sets.flatMap((set) => [...set]))].sort((a, b) => a - b);
        expect([...intersect(sets)]).toEqual(all.filter((doc) => plain.every((s) => s.has(doc))));
        expect([...unite(sets)]).toEqual(all);
      }),
    );
  });
});

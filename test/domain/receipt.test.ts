import fc from "fast-check";
import { expect, test } from "vitest";
import { formatReceipt, makeReceipt, RECEIPT_BYTES, readReceipt } from "#domain/receipt.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const receipts = fc
  .uint8Array({ minLength: RECEIPT_BYTES, maxLength: RECEIPT_BYTES })
  .map(makeReceipt);

test("a receipt has twenty characters, nineteen of them random: 95 bits", () => {
  fc.assert(
    fc.property(receipts, (receipt) => {
      expect(receipt).toMatch(new RegExp(`^[${ALPHABET}]{20}$`));
      expect(formatReceipt(receipt)).toMatch(/^(?:.{4}-){4}.{4}$/);
    }),
  );
});

test("every character of the alphabet comes up at every random place", () => {
  for (let place = 0; place < RECEIPT_BYTES; place += 1) {
    const seen = Array.from({ length: 256 }, (_, byte) => {
      const random = new Uint8Array(RECEIPT_BYTES);
      random[place] = byte;
      return makeReceipt(random)[place];
    });
    expect(seen.toSorted().join("")).toBe([...ALPHABET].map((c) => c.repeat(8)).join(""));
  }
});

test("a receipt is read back, however it is written", () => {
  const writings = [
    formatReceipt,
    (receipt: string) => receipt.toLowerCase(),
    (receipt: string) => ` ${formatReceipt(receipt).replaceAll("-", " ")} \n`,
    (receipt: string) => formatReceipt(receipt).replaceAll("-", "—"),
    (receipt: string) =>
      Array.from(receipt, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join("－"),
    (receipt: string) => receipt.replaceAll("0", "O").replaceAll("1", "l"),
  ];
  fc.assert(
    fc.property(receipts, fc.constantFrom(...writings), (receipt, write) => {
      expect(readReceipt(write(receipt))).toEqual({ receipt });
    }),
  );
});

test("every single wrong character is noticed", () => {
  fc.assert(
    fc.property(receipts, (receipt) => {
      for (let place = 0; place < receipt.length; place += 1) {
        for (const other of ALPHABET) {
          if (other === receipt[place]) continue;
          const wrong = receipt.slice(0, place) + other + receipt.slice(place + 1);
          expect(readReceipt(wrong)).toHaveProperty("problem");
        }
      }
    }),
    { numRuns: 20 },
  );
});

test("every swap of two characters, neighbours or not, is noticed", () => {
  fc.assert(
    fc.property(receipts, (receipt) => {
      for (let a = 0; a < receipt.length; a += 1) {
        for (let b = a + 1; b < receipt.length; b += 1) {
          if (receipt[a] === receipt[b]) continue;
          const swapped = [...receipt];
          [swapped[a], swapped[b]] = [receipt[b] ?? "", receipt[a] ?? ""];
          expect(readReceipt(swapped.join(""))).toHaveProperty("problem");
        }
      }
    }),
    { numRuns: 20 },
  );
});

test("anything else gives a sentence that repeats nothing of what was typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 3, maxLength: 300 }), (typed) => {
      const reading = readReceipt(typed);
      if ("problem" in reading) expect(reading.problem).not.toContain(typed);
    }),
  );
  expect(readReceipt("  ")).toEqual({ problem: "请填写查询码。" });
  expect(readReceipt("ABCD-EFGH")).toHaveProperty("problem", expect.stringContaining("现在是8位"));
});

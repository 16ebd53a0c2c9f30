import { expect, test } from "vitest";
import {
  bytesText,
  capacityText,
  dateText,
  daysLeftText,
  documentLabel,
  monthText,
  numberText,
  spanText,
  titleText,
  weekdayText,
} from "#lib/format.ts";

test("a date reads as a clerk writes it, without leading zeros", () => {
  expect(dateText("2024-07-05")).toBe("2024年7月5日");
  expect(monthText("2024-07")).toBe("2024年7月");
});

test.each([
  { from: "2024-07-01", to: "2024-07-07", text: "2024年7月1日至7月7日" },
  { from: "2024-12-30", to: "2025-01-05", text: "2024年12月30日至2025年1月5日" },
  { from: "2024-07-01", to: "2024-07-01", text: "2024年7月1日" },
])("the span $from to $to reads $text", ({ from, to, text }) => {
  expect(spanText(from, to)).toBe(text);
});

test.each([
  { date: "2024-12-01", text: "星期日" },
  { date: "2024-11-30", text: "星期六" },
  { date: "2026-11-20", text: "星期五" },
])("$date is a $text", ({ date, text }) => {
  expect(weekdayText(date)).toBe(text);
});

test.each([
  { days: 12, text: "还有12天" },
  { days: 0, text: "今天到期" },
  { days: -1200, text: "已逾期1,200天" },
])("$days days left reads $text", ({ days, text }) => {
  expect(daysLeftText(days)).toBe(text);
});

test.each([
  { bytes: 0, text: "0 字节" },
  { bytes: 999, text: "999 字节" },
  { bytes: 1000, text: "1.0 kB" },
  { bytes: 45_300, text: "45 kB" },
  { bytes: 2_500_000, text: "2.5 MB" },
])("$bytes bytes read $text", ({ bytes, text }) => {
  expect(bytesText(bytes)).toBe(text);
});

test("a number marks its thousands and keeps its decimals", () => {
  expect(numberText(1378.25)).toBe("1,378.25");
});

test("a capacity says value, unit, product and basis", () => {
  expect(capacityText({ value: 30, unit: "万吨/年", product: "水泥熟料", basis: "design" })).toBe(
    "30万吨/年水泥熟料（设计产能）",
  );
});

test("a document goes by its number, and by its title only where it has none", () => {
  const document = {
    id: "a",
    kind: "programme",
    title: "某方案",
    issuers: [],
    issuedOn: null,
  } as const;
  const numbered = { ...document, issuers: [], number: "某发〔2024〕1号" };
  expect(documentLabel(numbered)).toBe("某发〔2024〕1号");
  expect(documentLabel({ ...document, issuers: [], number: null })).toBe("《某方案》");
});

test("a title that carries title marks gets no second pair", () => {
  expect(titleText("《目录》实施细则")).toBe("《目录》实施细则");
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CAPACITY_UNITS } from "#domain/capacity.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import type { ImportReading } from "#domain/import-field.ts";
import { readCell } from "#importing/read-cell.ts";
import type { SheetCell } from "#importing/workbook/workbook.ts";
import { capacityText } from "#lib/format.ts";
import { cell, contextOf } from "./reading.ts";

type Case = [text: string, value: unknown, more?: Partial<SheetCell>, place?: string];
const machine = (
  name: string,
  model: string | null,
  quantity: number | null,
  measureWord: string | null,
) => ({ name, model, quantity, measureWord });
const capacity = (
  value: number,
  unit: string,
  product: string | null = null,
  basis: string | null = null,
) => ({ value, unit, product, basis });

describe("dates in six styles, and what is no day", () => {
  holds("date", [
    ["2024-08-31", "2024-08-31"],
    ["2024/8/31", "2024-08-31"],
    ["2024.8.31", "2024-08-31"],
    ["2024年8月31日", "2024-08-31"],
    ["２０２４年８月３１日", "2024-08-31"],
    ["2024 年 8 月 31 日", "2024-08-31"],
    ["20240831", "2024-08-31", { number: 20240831 }],
    ["二〇二四年八月三十一日", "2024-08-31"],
    ["2024-08-31 00:00:00", "2024-08-31"],
    ["45535", "2024-08-31", { number: 45535 }],
    ["Aug-31", "2024-08-31", { date: "2024-08-31" }],
    ["2024年8月", null, { date: "2024-08-01" }],
    ["2024.8", null],
    ["2024年8月底", null],
    ["2024年第三季度", null],
    ["8月31日", null],
    ["2024-02-30", null],
    ["计划年底前", null],
    ["7", null, { number: 7 }],
  ]);
});

describe("capacities with the units that lists really use", () => {
  holds("capacities", [
    ["30万吨/年", [capacity(30, "万吨/年")]],
    ["３０万吨／年", [capacity(30, "万吨/年")]],
    ["1429万重量箱", [capacity(1429, "万重量箱")]],
    ["年产30万吨", [capacity(30, "万吨/年")]],
    ["30万t/a", [capacity(30, "万吨/年")]],
    ["1,200吨/日", [capacity(1200, "吨/日")]],
    ["3000吨/日；42万吨/年", [capacity(3000, "吨/日"), capacity(42, "万吨/年")]],
    ["30万吨/年水泥熟料（设计产能）", [capacity(30, "万吨/年", "水泥熟料", "design")]],
    ["水泥30万吨/年", [capacity(30, "万吨/年", "水泥")]],
    ["10蒸吨/小时", [capacity(10, "蒸吨/小时")]],
    ["124m3", [capacity(124, "立方米")]],
    ["日产4500吨", [capacity(4500, "吨/日")]],
    ["2500t/d", [capacity(2500, "吨/日")]],
    ["90 t/h", [capacity(90, "吨/小时")]],
    ["73万吨生铁", [capacity(73, "万吨", "生铁")]],
    ["年产260万标张", [capacity(260, "万标张/年")]],
    ["12.1亿米/年", [capacity(12.1, "亿米/年")]],
    ["熟料产能：30 万吨/年", [capacity(30, "万吨/年", "熟料")]],
    ["10万千瓦余热发电", [capacity(10, "万千瓦", "余热发电")]],
    ["约100万吨", null],
    ["30万吨/年以上", null],
    ["40万立方米/小时", null],
    ["30", null],
    ["约三十万吨", null],
    ["30-40万吨/年", null],
    ["0万吨", null],
    ["20桶/年", null],
  ]);
  test("a bare number takes the unit of its column", () => {
    const { value } = readCell(cell("30"), "capacities", contextOf("ankang", "万吨"));
    expect(value).toMatchObject([capacity(30, "万吨")]);
  });
});

describe("machines, whatever order name, model and number stand in", () => {
  holds("machines", [
    ["Φ3.2×13m水泥磨1台", [machine("水泥磨", "Φ3.2×13m", 1, "台")]],
    ["φ３．２*１３m水泥磨 1 台", [machine("水泥磨", "Φ3.2*13m", 1, "台")]],
    ["水泥磨（Φ3.2×13m）1台", [machine("水泥磨", "Φ3.2×13m", 1, "台")]],
    ["水泥磨Φ2.2×7m（2台）", [machine("水泥磨", "Φ2.2×7m", 2, "台")]],
    ["水泥磨 Φ2.2×7m 1台", [machine("水泥磨", "Φ2.2×7m", 1, "台")]],
    ["机械化立窑 2座", [machine("机械化立窑", null, 2, "座")]],
    ["两座机械化立窑", [machine("机械化立窑", null, 2, "座")]],
    ["1座630m³高炉", [machine("高炉", "630m3", 1, "座")]],
    ["1条浮法玻璃生产线", [machine("浮法玻璃生产线", null, 1, "条")]],
    ["机械化立窑两座", [machine("机械化立窑", null, 2, "座")]],
    ["1×124m3高炉", [machine("高炉", "124m3", 1, null)]],
    ["2×Φ2.2×7.5m水泥磨", [machine("水泥磨", "Φ2.2×7.5m", 2, null)]],
    ["3×12m烘干机", [machine("烘干机", "3×12m", null, null)]],
    ["1号高炉1座", [machine("1号高炉", null, 1, "座")]],
    ["GW-5t中频炉1台", [machine("中频炉", "GW-5t", 1, "台")]],
    ["Φ3.2×13m转鼓 4台", [machine("转鼓", "Φ3.2×13m", 4, "台")]],
    ["Φ3.2米×13米 水泥磨 1台", [machine("水泥磨", "Φ3.2米×13米", 1, "台")]],
    ["65吨转炉1座", [machine("转炉", "65吨", 1, "座")]],
    ["10吨/小时燃煤锅炉1台", [machine("燃煤锅炉", "10吨/小时", 1, "台")]],
    ["烧结机（90平方米）1台", [machine("烧结机", "90平方米", 1, "台")]],
    ["LY-12型冷床1台", [machine("冷床", "LY-12型", 1, "台")]],
    [
      "主体设备Φ3.2米×50米回转窑1台、Φ4.0米×60米回转窑2台",
      [machine("回转窑", "Φ3.2米×50米", 1, "台"), machine("回转窑", "Φ4.0米×60米", 2, "台")],
    ],
    ["1号、2号高炉各1座", [machine("1号、2号高炉", null, null, "座")]],
    [
      "Φ3.5×54m回转窑2台；Φ2.2×7.5m球磨机3台",
      [machine("回转窑", "Φ3.5×54m", 2, "台"), machine("球磨机", "Φ2.2×7.5m", 3, "台")],
    ],
    ["中频炉2台、连铸机1套", [machine("中频炉", null, 2, "台"), machine("连铸机", null, 1, "套")]],
  ]);
});

describe("places, industries, aspects and codes as people write them", () => {
  holds("area", [
    ["汉滨区", "610902"],
    ["安康市汉滨区", "610902"],
    ["汉滨", "610902"],
    ["610902", "610902"],
    ["旬阳", "610981"],
    ["旬阳县", "610981"],
    ["安康高新区", "ankang-hi-tech-zone"],
    ["高新区", "ankang-hi-tech-zone"],
    ["安康市高新区", "ankang-hi-tech-zone"],
    ["西安市", null],
    ["维西县", "533423", {}, "diqing"],
    ["两江新区", null, {}, "chongqing"],
  ]);
  holds("industry", [
    ["水泥", "cement"],
    ["水泥制造业", "cement"],
    ["钢铁行业", "steel"],
    ["电解铝", "electrolytic-aluminium"],
    ["捕鱼", null],
  ]);
  holds("aspects", [
    ["能耗、环保", ["energy", "environment"]],
    ["质量;安全 技术", ["quality", "safety", "technology"]],
    ["能效标准", ["energy"]],
    ["环保，环保", ["environment"]],
    ["风水", null],
  ]);
  holds("creditCode", [
    ["91350100M000100Y43", "91350100M000100Y43"],
    ["９１３５０１００ｍ０００１００ｙ４３", "91350100M000100Y43"],
    ["91350100M000100Y44", "91350100M000100Y44"],
    ["9.1610902E+17", null, { number: 9.1610902e17 }],
    ["无", null],
  ]);
  holds("yesNo", [
    ["是", true],
    ["√", true],
    ["否", false],
    ["未拆除", false],
    ["大概", null],
  ]);
  holds("text", [
    ["联系人 13812345678", null],
    ["电话 0915-3219921", null],
    ["整改\n完成", "整改 完成"],
  ]);
  holds("keepingReason", [
    ["转产", "other-lawful"],
    ["因抵押被法院查封", "seized-or-frozen"],
    ["没有钱拆", null],
  ]);
});

test("a promise keeps its paragraphs; any other text stands on one line", () => {
  const typed = "我厂承诺不再恢复生产。\r\n\n  欢迎监督。 \n特此承诺。\n";
  const read = (reading: "paragraphs" | "text") =>
    readCell(cell(typed), reading, contextOf("ankang")).value;
  expect(read("paragraphs")).toBe("我厂承诺不再恢复生产。\n\n欢迎监督。\n\n特此承诺。");
  expect(read("text")).toBe("我厂承诺不再恢复生产。 欢迎监督。 特此承诺。");
  const secret = readCell(cell("请打13912345678。"), "paragraphs", contextOf("ankang"));
  expect(secret.notes[0]?.severity).toBe("error");
});

test("a code that fails its check is kept, and said", () => {
  const { value, notes } = readCell(cell("91350100M000100Y44"), "creditCode", contextOf("ankang"));
  expect(value).toBe("91350100M000100Y44");
  expect(notes).toMatchObject([{ severity: "warning", message: /GB 32100/ }]);
});

test("what could not be read says why and how to mend it", () => {
  for (const [reading, text] of [
    ["date", "年底"],
    ["area", "西安"],
    ["aspects", "风水"],
    ["yesNo", "大概"],
    ["level", "乡级"],
    ["department", "某局"],
    ["address", "www.example"],
    ["count", "几台"],
  ] as const) {
    const { value, notes } = readCell(cell(text), reading, contextOf("ankang"));
    expect(value, text).toBeNull();
    expect(notes.length, text).toBeGreaterThan(0);
    for (const note of notes) expect(note.remedy).not.toBe("");
  }
});

test("formulas are used as they were saved, and said; without a result they are an error", () => {
  const saved = readCell(cell("水泥", { isFormula: true }), "industry", contextOf("ankang"));
  expect(saved).toMatchObject({ value: "cement", notes: [{ severity: "hint", message: /公式/ }] });
  const empty = readCell(cell("", { isFormula: true }), "text", contextOf("ankang"));
  expect(empty).toMatchObject({ value: null, notes: [{ severity: "error" }] });
  const broken = readCell(cell("#REF!", { isError: true }), "text", contextOf("ankang"));
  expect(broken).toMatchObject({ value: null, notes: [{ severity: "error", message: /#REF!/ }] });
});

test("a cell that only costs time is not read", () => {
  for (const reading of ["machines", "capacities", "area", "text"] as const) {
    const { value, notes } = readCell(cell(",".repeat(32_000)), reading, contextOf("ankang"));
    expect(value).toBeNull();
    expect(notes).toMatchObject([{ severity: "error", message: /没有读/ }]);
  }
});

test("labels of machines and capacities as this site prints them read back, whatever they name", () => {
  const han = fc.stringMatching(/^[窑磨炉机线锅炉立窑]{2,6}$/);
  const model = fc.option(fc.stringMatching(/^[A-Z]{1,3}-?[0-9]{1,4}(\.[0-9])?(×[0-9]{1,3}m)?$/), {
    nil: undefined,
  });
  fc.assert(
    fc.property(
      fc.record({
        name: han,
        model,
        quantity: fc.integer({ min: 1, max: 400 }),
        measureWord: fc.constantFrom("台", "座", "条", "套", "组", "台套"),
        value: fc.integer({ min: 1, max: 9_999_999 }).map((n) => n / 1000),
        unit: fc.constantFrom(...CAPACITY_UNITS),
        product: han,
        basis: fc.constantFrom("design", "concerned", "eliminated"),
      }),
      ({ value, unit, product, basis, ...machine }) => {
        const label = equipmentLabel({ id: "q", enterprise: "e", isMain: true, ...machine });
        const machines = readCell(cell(label), "machines", contextOf("ankang"));
        expect(machines.value).toEqual([{ text: label, ...machine, model: machine.model ?? null }]);
        const text = capacityText({ value, unit, product, basis });
        const capacities = readCell(cell(text), "capacities", contextOf("ankang"));
        expect(capacities.value).toEqual([{ text, value, unit, product, basis }]);
      },
    ),
  );
});

function holds(reading: ImportReading, cases: readonly Case[]): void {
  test.each(cases)(`${reading} “%s”`, (text, value, more, place = "ankang") => {
    const result = readCell(cell(text, more), reading, contextOf(place));
    if (Array.isArray(value) && typeof value[0] === "object")
      expect(result.value).toMatchObject(value);
    else expect(result.value).toEqual(value);
    if (value === null) expect(result.notes[0]?.message).toBeDefined();
  });
}

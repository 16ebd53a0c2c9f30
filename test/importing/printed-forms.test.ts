import { type CellValue, writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { draftOf } from "./exported.ts";
import { CONTENT } from "./reading.ts";

/** The forms of 随州 as the programme prints them: 职务, 联系电话, 吊销时间 beside several labels, boxes, stamps. */
const NAME = "随州试验一铸造有限公司";
const NOBODY = "张三丰";

function firmSheet(more: CellValue[][] = []): CellValue[][] {
  return [
    ["附表1"],
    ["淘汰落后产能企业基本情况表"],
    ["填报单位（盖章）：曾都区科经局", null, null, null, "填报时间：2026年11月20日"],
    ["企业名称", NAME, null, null, "建厂时间", "1998年5月"],
    ["企业地址", "随州市曾都区北郊街道试验路1号"],
    ["统一社会\n信用代码", null, null, null, "吊销时间", null],
    ["生产许可\n证证书号", "（鄂）XK-001", null, null, "吊销时间", "2026年10月12日"],
    ["法定代表人", NOBODY, "职务", "董事长", "联系电话", "13712345678"],
    ["填报人", null, "职务", null, "联系电话", null, "手    机", "13712345679"],
    ["企业资产", "资产总额           （万元）", "3000", "债务  （万元）", "900"],
    ...more,
    [
      "主要淘汰\n生产设备\n基本情况",
      "设备名称（型号规格）",
      null,
      "设计产能（万吨）",
      "数量\n（台）",
      "拆除\n时间",
    ],
    [null, "冲天炉（KZ-5型）", null, "2.5", "2", "2026年10月20日"],
    [null, "中频炉（GW-1t）", null, "1", "1", "2026年10月21日"],
    ["存在问题", "属于淘汰类装备"],
  ];
}

function opinionSheet(name: string, machine: string): CellValue[][] {
  return [
    ["淘汰落后产能验收意见表"],
    ["企业基本情况", "企业名称", name],
    [null, "税务登记号", null, "组织机构代码", null, "联系电话", "13712345678"],
    ["淘汰生产线（设备）型号及数量", "关停时间", "主体设备拆除时间", "设备去向"],
    [machine, "2026年9月30日", "2026年10月20日", "送废钢企业熔炼"],
    ["若主体设备（生产线）未拆除，是否具备恢复生产的能力   是□     否☑"],
    ["主体设备（生产线）未拆除的原因", null, "是否由相关部门予以断电断水", null],
    [
      "县（市、区）\n验收意见",
      "主体设备已全部拆除，同意通过验收。\n曾都区人民政府（盖章）2026年11月10日",
    ],
    ["市（州）\n验收意见", "主体设备（生产线）已拆除到位，通过验收。"],
    [null, "（签字） （盖章）随州市经济和信息化局 2026年11月15日"],
    ["省（区、市）\n验收意见", "    （签字）         （盖章）\n   年    月    日"],
  ];
}

async function imported(kind: string, rows: CellValue[][], merged: number[] = []) {
  const merges = merged.map((row) => ({ startRow: row, startCol: 0, endRow: row + 1, endCol: 0 }));
  const bytes = await writeXlsx({ sheets: [{ name: "表", rows, merges }] });
  return await draftOf(CONTENT, bytes, { jurisdiction: "suizhou", kind });
}

test("附表1 as printed registers a new firm once somebody adds its industry", async () => {
  const asked = await imported("enterprises", firmSheet());
  expect(asked.problems.filter(({ severity }) => severity === "error")).toEqual([
    expect.objectContaining({ row: 4, column: "B", message: expect.stringMatching(/还缺行业$/) }),
  ]);
  const draft = await imported("enterprises", firmSheet([["行业", "铸造"]]));
  expect(draft.counts).toMatchObject({ add: 2, held: 0, errors: 0, warnings: 0 });
  expect(draft.rows[0]?.enterprise).toMatchObject({
    is: "new",
    proposed: { name: NAME, creditCode: null, area: "421303", industry: "foundry" },
  });
  expect(draft.rows[0]?.values.equipment).toMatchObject({
    value: [{ name: "冲天炉", model: "KZ-5型", quantity: 2 }],
  });
  expect(draft.source.isRestricted).toBe(true);
  expect(JSON.stringify(draft)).not.toMatch(/张三丰|董事长|1371234567|3000|900/);
});

test("what is wrong in a printed form is told at its own cell", async () => {
  const rows = firmSheet([["行业", "铸造"]]).map((row) =>
    row[0] === "统一社会\n信用代码" ? [row[0], "没有办"] : row,
  );
  const { problems } = await imported("enterprises", rows);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([
    expect.objectContaining({ row: 6, column: "B", message: "“没有办”不是信用代码" }),
  ]);
});

test("附表2 as printed: ticked boxes, stamps, opinions over two rows; an empty one is none", async () => {
  const firm = CONTENT.enterprises.find(
    ({ jurisdiction, id }) =>
      jurisdiction === "suizhou" && CONTENT.equipment.some(({ enterprise }) => enterprise === id),
  );
  const machine = CONTENT.equipment.find(({ enterprise }) => enterprise === firm?.id);
  const label = `${machine?.model ?? ""}${machine?.name}${machine?.quantity}${machine?.measureWord}`;
  const draft = await imported("acceptances", opinionSheet(firm?.name ?? "", label), [8]);
  expect(draft.rows.map(({ values }) => values.level?.value)).toEqual(["county", "city"]);
  const [county, city] = draft.rows;
  expect(county?.values).toMatchObject({
    canRestart: { value: false, cell: "A6" },
    department: { value: "zengdu-government" },
    dismantledOn: { value: "2026-10-20", cell: "C5" },
    stoppedOn: { value: "2026-09-30" },
  });
  expect(city?.values).toMatchObject({
    department: { value: "miit" },
    acceptedOn: { value: "2026-11-15" },
    isPassed: { value: true },
  });
});

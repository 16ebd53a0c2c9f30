import { afterAll, expect, test } from "vitest";
import { readContent } from "#registry/read-content.ts";
import { copyContent } from "#support/content-copy.ts";
import { draftOf } from "./exported.ts";

const copy = copyContent();
afterAll(() => copy.discard());

/** The published row of the small content, whose machine the register holds without capacity. */
function sheet(capacity: string): Uint8Array {
  const head = "县（市、区）,行业,企业名称,设备型号及数量,涉及产能,淘汰类别,列入依据";
  const row = `岚东区,钢铁,岚河试验钢铁有限公司,5t中频炉2台,${capacity},技术,目录淘汰类`;
  return new TextEncoder().encode(`${head}\n${row}\n`);
}

test("a capacity that names no product is not a change when the list is uploaded again", async () => {
  copy.replace("equipment/lanhe.csv", "true,10,万吨/年,粗钢,design", "true,,,,");
  const { snapshot, problems } = readContent(copy.root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  const request = { jurisdiction: "lanhe", fileName: "名单.csv", statedAs: "closure" } as const;
  const again = await draftOf(snapshot, sheet("10万吨/年"), request);
  expect(again.counts).toMatchObject({ keep: 1, change: 0, add: 0 });
  const other = await draftOf(snapshot, sheet("12万吨/年"), request);
  expect(other.rows[0]?.differences).toEqual([
    { field: "capacity", before: "10万吨/年", after: "12万吨/年" },
  ]);
});

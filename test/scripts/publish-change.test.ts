import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listPublications } from "#db/queries/publications.ts";
import { openContentDesk } from "#server/content-desk.ts";
import { viewChange } from "#server/services/submit-change.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { makeAdministrator, makeMember } from "#support/staff.ts";
import { CHANGE_COMMANDS, type ChangeArguments } from "../../scripts/publish-change.ts";

let world: TestHouse;
let content: ContentCopy;

beforeAll(async () => {
  world = await openTestHouse();
  content = copyContent();
  const administrator = await makeAdministrator(world);
  const publisher = [{ role: "publisher", jurisdiction: "lanhe" }] as const;
  await makeMember(world, administrator, "li.si", publisher);
});
afterAll(async () => {
  content.discard();
  await world.close();
});

/** The real command beside the house of this test. */
function publish(...words: string[]) {
  const settings = {
    CONTENT_DIR: content.root,
    DATA_DIR: join(world.folder, "data"),
    SECRETS_DIR: join(world.folder, "secrets"),
    TODAY: "2026-11-21",
  };
  const env = { PATH: process.env.PATH, ...settings };
  const run = spawnSync(process.execPath, ["scripts/publish.ts", ...words], {
    env,
    encoding: "utf8",
  });
  return { code: run.status, said: run.stdout, refused: run.stderr };
}

const submitted = async () =>
  await listPublications(world.house.db.read, { stage: "submitted", before: "9999" });

/** What a command states, and what would come of it: as `--dry-run` tells it. */
async function tried(command: string, id: string, given: ChangeArguments): Promise<string> {
  const { house } = world;
  const { snapshot, today } = house;
  const stated = CHANGE_COMMANDS[command]?.({ id, given, snapshot: snapshot(), today: today() });
  if (stated === undefined || "misused" in stated) return stated?.misused ?? "no command";
  if ("shown" in stated) return stated.shown.join("\n");
  const desk = openContentDesk({
    CONTENT_DIR: content.root,
    DATA_DIR: join(world.folder, "data"),
    SECRETS_DIR: join(world.folder, "secrets"),
  });
  const grants = [{ role: "publisher", jurisdiction: "lanhe" }] as const;
  const outcome = await viewChange(house, desk, { id: "li.si", grants }, stated);
  return "value" in outcome
    ? outcome.value.sentences.join("\n")
    : outcome.problems.map(({ message }) => message).join("\n");
}
const WHY = { reason: "录入有误" };

test("wrong use is said in a sentence", async () => {
  expect(publish("correct", "lanhe-q1", "--no-such")).toMatchObject({ code: 2 });
  expect(await tried("correct", "nobody", WHY)).toContain("没有可以更正、更改的记录 nobody");
  expect(await tried("expire", "", WHY)).toContain("写明记录的编号");
  expect(await tried("correct", "lanhe-q1", { ...WHY, set: ["model"] })).toContain("项=内容");
  expect(await tried("roll-back", "exit", WHY)).toBe("缺少 --jurisdiction。");
  expect(await tried("statement", "lanhe-x1", { text: "no-such.txt" })).toContain("没有文件");
  expect(await tried("withdraw-statement", "lanhe-e1-s1", WHY)).toContain("没有 lanhe-e1-s1");
});

test("a correction is tried without being kept, refused with every reason, then sent to review", async () => {
  const correction = ["correct", "lanhe-q1", "--member", "li.si", "--set"];
  const wrong = publish(...correction, "quantity=两");
  expect(wrong.code).toBe(1);
  expect(wrong.refused).toMatch(/数量：要写大于0的整数.*请写明理由/s);
  const right = [...correction, "capacityValue=12", "--reason", "录入有误"];
  const dry = publish(...right, "--dry-run");
  expect(dry.code).toBe(0);
  expect(dry.said).toMatch(/没有送审.*产能数值由“10”更正为“12”/s);
  expect(await submitted()).toEqual([]);
  const sent = publish(...right);
  expect(sent.code).toBe(0);
  const [row] = await submitted();
  expect(sent.said).toContain(`编号 ${row?.id}`);
  expect(publish("admit", row?.id ?? "", "--member", "li.si")).toMatchObject({
    code: 1,
    refused: expect.stringContaining("要由另一位发布员审核"),
  });
});

test("the fields of a record are listed with what they say now", async () => {
  expect(await tried("correct", "lanhe-q1", WHY)).toContain("capacityValue（产能数值）：10");
});

test.each([
  ["delist", "移出"],
  ["withdraw", "撤销"],
  ["expire", "公示期满"],
])("%s says what becomes of the row", async (command, what) => {
  expect(await tried(command, "lanhe-x1", WHY)).toContain(`${what}`);
  expect(await tried(command, "lanhe-e1", WHY)).toContain("名单里没有 lanhe-e1 这一行");
});

test("a list is put back, and words of an enterprise are published, as the console does it", async () => {
  const back = { ...WHY, jurisdiction: "lanhe", before: "2024-11-05" };
  expect(await tried("roll-back", "exit", back)).toContain("（lanhe-x1）：恢复那时的内容");
  const text = join(world.folder, "words.txt");
  writeFileSync(text, "设备已于2024年10月自行拆除。\n");
  expect(await tried("statement", "lanhe-x1", { text })).toContain("请写明声明的文件或者来源");
  const whole = { text, "stated-on": "2026-11-20", source: "情况说明" };
  expect(await tried("statement", "lanhe-x1", whole)).toContain("标明是企业自己的话");
});

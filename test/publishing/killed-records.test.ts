import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { stringify } from "csv-stringify/sync";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findChainFault } from "#db/queries/chain-check.ts";
import { findPublication } from "#db/queries/publications.ts";
import { listEventsOfAct } from "#db/queries/staff-events.ts";
import type { RecordRoom } from "#domain/record-batch.ts";
import { importSpreadsheet } from "#importing/import-spreadsheet.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { admitPublication } from "#server/services/admit-publication.ts";
import type { Publisher } from "#server/services/publication.ts";
import type { SentPicture } from "#server/services/record-pictures.ts";
import { submitPublication } from "#server/services/submit-publication.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";
import { openTestHouse, type TestHouse } from "#support/house.ts";
import { scannedPaper } from "#support/scanned-paper.ts";

const TODAY = "2026-11-21";
/** Of the small content: a mill that is not dismantled, and its firm. */
const [FIRM, MILL] = ["岚河试验水泥有限公司", "水泥磨 Φ2.2×7m 1台"];
const grants = [{ role: "publisher", jurisdiction: "lanhe" }] as const;
const [CLERK, OTHER] = ["m1", "m2"].map((id): Publisher => ({ id, grants: [...grants] }));

/** A sheet of each room, and of what it writes how much there is once it is published. */
const SHEETS: readonly {
  room: RecordRoom;
  rows: readonly Readonly<Record<string, string>>[];
  files: readonly string[];
  written: (content: Snapshot) => number;
  whole: number;
}[] = [
  {
    room: "enterprises",
    rows: ["1", "2"].map((n) => ({
      "县（市、区）": "岚东区",
      行业: "水泥",
      企业名称: "岚河崭新水泥厂",
      设备型号及数量: `Φ${n}×9m回转窑1台`,
    })),
    files: [],
    written: ({ enterprises, equipment }) => {
      const firm = enterprises.find(({ name }) => name === "岚河崭新水泥厂");
      return firm === undefined
        ? 0
        : 1 + equipment.filter(({ enterprise }) => enterprise === firm.id).length;
    },
    whole: 3,
  },
  {
    room: "acceptances",
    rows: [
      {
        企业名称: FIRM,
        设备型号及数量: MILL,
        验收级别: "市级",
        验收单位: "岚河市工业和信息化局",
        验收日期: "2026-11-02",
        主体设备是否拆除: "是",
        是否具备恢复生产条件: "否",
        是否通过验收: "是",
        主体设备拆除时间: "2026-10-08",
        拆除前影像文件: "前.jpg",
        拆除中影像文件: "中.jpg",
        拆除后影像文件: "后.jpg",
        可以公开的文件: "前.jpg；后.jpg",
        依据材料: "验收意见表",
      },
    ],
    files: ["前.jpg", "中.jpg", "后.jpg"],
    written: ({ acceptances, equipmentEvents, pictures }) => {
      const own = acceptances.filter(({ equipment }) => equipment.includes("lanhe-q2"));
      const gone = equipmentEvents.filter(
        ({ equipment, event }) => equipment === "lanhe-q2" && event === "dismantled",
      );
      const shown = pictures.filter(({ record }) => own.some(({ id }) => id === record));
      return own.length + gone.length + shown.length;
    },
    whole: 5,
  },
  {
    room: "sealings",
    rows: [
      {
        企业名称: FIRM,
        设备型号及数量: MILL,
        断水日期: "2026-10-01",
        断电日期: "2026-10-02",
        拆除动力装置日期: "2026-10-03",
        封存主体设备日期: "2026-10-04",
        认定单位: "岚河市工业和信息化局",
        依据材料: "现场核查记录",
      },
    ],
    files: [],
    written: ({ equipmentEvents }) =>
      equipmentEvents.filter(({ on }) => on >= "2026-10-01" && on <= "2026-10-04").length,
    whole: 4,
  },
  {
    room: "pledges",
    rows: [
      {
        企业名称: FIRM,
        设备型号及数量: MILL,
        承诺单位: FIRM,
        承诺日期: "2026-10-05",
        公开日期: "2026-10-06",
        未拆除原因: "国有资产处置程序未完",
        承诺内容: "水泥磨不再恢复生产。",
        承诺书扫描件: "承诺书.pdf",
        可以公开的文件: "承诺书.pdf",
      },
    ],
    files: ["承诺书.pdf"],
    written: ({ pledges, pictures }) => {
      const own = pledges.filter(({ signedOn }) => signedOn === "2026-10-05");
      return (
        own.length + pictures.filter(({ record }) => own.some(({ id }) => id === record)).length
      );
    },
    whole: 2,
  },
];
const KILLS = 10;

let content: ContentCopy;
let world: TestHouse;
const ids: string[] = [];
beforeAll(async () => {
  content = copyContent();
  // The small content of other tests knows no pictures.
  const words = readFileSync("content/import/headers.yaml", "utf8");
  content.write("import/headers.yaml", words);
  world = await openTestHouse(content.root);
  for (const sheet of SHEETS) ids.push(await admitted(sheet));
}, 180_000);
afterAll(async () => {
  await world?.close();
  content?.discard();
});

async function admitted({ room, rows, files }: (typeof SHEETS)[number]): Promise<string> {
  const { house } = world;
  const head = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => head.map((heading) => row[heading] ?? ""));
  const request = {
    fileName: `${room}.csv`,
    jurisdiction: "lanhe",
    kind: room,
    statedAs: null,
    replaces: "none" as const,
    answers: {},
    today: TODAY,
  };
  const bytes = new TextEncoder().encode(stringify([head, ...cells]));
  const read = await importSpreadsheet(bytes, request, house.snapshot());
  if ("refused" in read) throw new Error(JSON.stringify(read.refused));
  const facts = { title: "这一批", publisher: "miit", publishedOn: TODAY };
  const pictures = await Promise.all(files.map(sent));
  const sheet = { draft: read.draft, facts, pictures };
  const outcome = await submitPublication(house, house.content, CLERK as Publisher, sheet);
  if (!("value" in outcome)) throw new Error(JSON.stringify(outcome.problems));
  const decided = await admitPublication(
    house,
    house.content,
    OTHER as Publisher,
    outcome.value.id,
  );
  expect(decided).toHaveProperty("value");
  return outcome.value.id;
}

async function sent(name: string, at: number): Promise<SentPicture> {
  if (name.endsWith(".pdf")) return { name, bytes: await scannedPaper() };
  const background = { r: 70 * at, g: 90, b: 40 };
  const create = { width: 80, height: 60, channels: 3, background } as const;
  return { name, bytes: await sharp({ create }).jpeg().toBuffer() };
}

/** Runs the publisher until it is killed or done; tells whether it was done. It never ends by a fault. */
async function run(within?: number): Promise<boolean> {
  const publisher = spawn(process.execPath, ["test/support/record-publisher.ts"], {
    env: {
      TODAY,
      CONTENT_DIR: content.root,
      DATA_DIR: join(world.folder, "data"),
      SECRETS_DIR: join(world.folder, "secrets"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(publisher, "exit");
  let said = "";
  let fault = "";
  publisher.stderr.setEncoding("utf8").on("data", (text: string) => {
    fault += text;
  });
  for await (const text of publisher.stdout.setEncoding("utf8")) {
    said += text;
    if (within === undefined) continue;
    await Promise.race([wait(Math.random() * within), ended]);
    publisher.kill("SIGKILL");
  }
  await ended;
  expect(fault).toBe("");
  return said.endsWith("done");
}

/** What must hold at every moment; gives which of the sheets are public. */
async function look(): Promise<string> {
  const { snapshot, problems } = readContent(content.root);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  if (snapshot === undefined) throw new Error("the content is not sound");
  const given = snapshot.ledger.map(({ id }) => id);
  expect(new Set(given).size).toBe(given.length);
  const states: string[] = [];
  for (const [at, { room, written, whole }] of SHEETS.entries()) {
    const row = await findPublication(world.house.db.read, ids[at] ?? "");
    const batches = snapshot.recordBatches.filter((batch) => batch.room === room);
    const isPublic = batches.length > 0;
    expect([room, batches.length, written(snapshot)]).toEqual(
      isPublic ? [room, 1, whole] : [room, 0, 0],
    );
    expect(isPublic ? ["writing", "published"] : ["admitted", "writing"]).toContain(row?.stage);
    if (isPublic) expect(row?.announcement).toBe(batches[0]?.id);
    states.push(`${isPublic} ${row?.stage}`);
  }
  // A copy may lie there before its record does; under its own sum, whole.
  for (const file of globSync("pictures/**/*.{jpg,pdf}", { cwd: content.root })) {
    const sum = createHash("sha256").update(readFileSync(join(content.root, file)));
    expect(file).toContain(sum.digest("hex"));
  }
  expect(await findChainFault(world.house.db.read, "staff-events")).toBeNull();
  return states.join();
}

test("killed at random moments, each sheet of records is public whole or not at all, with its pictures, and once", async () => {
  const states = new Set([await look()]);
  let within = 300;
  for (let round = 0; round < KILLS; round += 1) {
    const known = states.size;
    await run(within);
    states.add(await look());
    // A slow machine has not begun by then.
    if (states.size === known) within *= 1.5;
  }
  expect(await run()).toBe(true);
  expect(await look()).toBe(SHEETS.map(() => "true published").join());
  expect(states.size).toBeGreaterThan(1);
  expect(await listEventsOfAct(world.house.db.read, "published")).toHaveLength(SHEETS.length);
  const shown = globSync("pictures/**/*.{jpg,pdf}", { cwd: content.root });
  expect(shown).toHaveLength(3);
  expect(readdirSync(content.root).filter((name) => name.startsWith(".unfinished"))).toEqual([]);
}, 900_000);

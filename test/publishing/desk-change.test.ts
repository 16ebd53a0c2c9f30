import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type DeskChange, deskChange } from "#domain/desk-change.ts";
import { problemsOfDeskChange } from "#domain/desk-change-problems.ts";
import { planDeskChange } from "#publishing/plan-desk-change.ts";
import { appendItem, changeItem } from "#publishing/yaml-items.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { snapshotOn } from "#registry/snapshot-on.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";

const TODAY = "2026-11-21";
const BASIS = { from: "2027-01-01", document: "lanhe-2024", where: "二（一）" };
const OF = { jurisdiction: "lanhe" };

let content: ContentCopy;
beforeEach(() => {
  content = copyContent();
});
afterEach(() => content.discard());

const sound = () => readContent(content.root).snapshot as Snapshot;
const read = (input: object): DeskChange => deskChange.parse({ ...OF, ...BASIS, ...input });
/** The content as it would be, and the texts that change. */
function changed(input: object) {
  const changes = planDeskChange(content.root, sound(), read(input));
  const { snapshot, problems } = readContent(content.root, changes);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  return { changes, place: snapshot.jurisdictions[0], snapshot };
}
function problems(input: object) {
  const snapshot = sound();
  const place = snapshot.jurisdictions[0];
  if (place === undefined) throw new Error("no place");
  const documents = [...snapshot.documents, ...place.ownDocuments].map(({ id }) => id);
  const { topics, industries } = snapshot;
  const held = { ...place, documents, topics, industries };
  return problemsOfDeskChange(held, read(input), TODAY).map(
    ({ field, message }) => `${field} ${message}`,
  );
}

const MERGE = { kind: "dissolve", departments: ["market-regulation"], successor: "miit" };
const ASSIGN = { kind: "assign", rule: "ditiaogang", leads: ["miit"], supporting: [] };
const RENAME = {
  kind: "rename",
  department: "miit",
  name: "岚河市工业和数据局",
  shortName: "市工数局",
  from: "2026-11-01",
};
const MAKE = {
  kind: "make",
  id: "data-bureau",
  name: "岚河市数据局",
  shortName: "市数据局",
  level: "city",
  type: "authority",
  superior: "government",
};

describe("what is written", () => {
  test("a merger dates the department and names its successor, with the document", () => {
    const { place, changes } = changed(MERGE);
    expect(changes.map(({ file }) => file)).toEqual(["jurisdictions/lanhe/departments.yaml"]);
    expect(place?.departments.find(({ id }) => id === "market-regulation")).toMatchObject({
      activeTo: "2027-01-01",
      successor: "miit",
      cites: [{ document: "lanhe-2024", where: "二（一）" }],
    });
  });

  test("a rename keeps the id; the new name holds from its day, the former one until then", () => {
    const { snapshot } = changed({ ...RENAME, from: "2027-01-01" });
    const on = (day: string) =>
      snapshotOn(snapshot, day).jurisdictions[0]?.departments.find(({ id }) => id === "miit");
    expect(on("2026-12-31")).toMatchObject({
      name: "岚河市工业和信息化局",
      formerNames: [],
      laterNames: [{ name: "岚河市工业和数据局", activeFrom: "2027-01-01" }],
    });
    expect(on("2027-01-01")).toMatchObject({
      name: "岚河市工业和数据局",
      shortName: "市工数局",
      formerNames: [
        { name: "岚河市工业和信息化局", activeTo: "2027-01-01", cites: [{ where: "二（一）" }] },
      ],
      laterNames: [],
    });
  });

  test("names follow one another, each from its own day", () => {
    const first = changed({ ...RENAME, from: "2027-01-01" });
    for (const { file, text } of first.changes) content.write(file, text ?? "");
    const again = { ...RENAME, name: "岚河市工业局", shortName: "市工业局" };
    expect(problems({ ...again, from: "2027-01-01" })).toEqual([
      "from 要晚于上一次更名的日期2027年1月1日。",
    ]);
    const { snapshot, changes } = changed({ ...again, from: "2027-03-01" });
    const names = ["2026-12-31", "2027-02-28", "2027-03-01"].map((day) => {
      const [place] = snapshotOn(snapshot, day).jurisdictions;
      return place?.departments.find(({ id }) => id === "miit")?.name;
    });
    expect(names).toEqual(["岚河市工业和信息化局", "岚河市工业和数据局", "岚河市工业局"]);
    const { file = "", text } = changes[0] ?? {};
    content.write(file, text?.replaceAll("2027-03-01", "2026-12-01") ?? "");
    expect(readContent(content.root).problems).toMatchObject([
      { file, field: "laterNames.1.activeFrom", message: "名称没有按先后排列" },
    ]);
  });

  test("a new department stands from its day", () => {
    expect(changed(MAKE).place?.departments.at(-1)).toMatchObject({
      id: "data-bureau",
      kind: "authority",
      activeFrom: "2027-01-01",
    });
  });

  test("a rule ends and the next begins on the same day, with its own source", () => {
    const rules = changed(ASSIGN).place?.responsibilities ?? [];
    expect(rules.find(({ id }) => id === "ditiaogang")?.activeTo).toBe("2027-01-01");
    expect(rules.at(-1)).toMatchObject({
      id: "ditiaogang-20270101",
      topics: ["ditiaogang"],
      leads: ["miit"],
      supporting: [],
      printedAs: null,
      activeFrom: "2027-01-01",
      cites: [{ document: "lanhe-2024", where: "二（一）" }],
    });
  });

  test("a document the register does not know yet comes along", () => {
    const newDocument = { title: "岚河市机构改革方案", number: "", issuer: "岚河市人民政府" };
    const { snapshot, place } = changed({ ...MERGE, document: "", newDocument });
    const cited = place?.departments.find(({ id }) => id === "market-regulation")?.cites?.[0];
    expect(cited?.document).toBe("lanhe-arrangement-20270101");
    expect(snapshot.jurisdictions[0]?.ownDocuments.at(-1)).toMatchObject({
      id: "lanhe-arrangement-20270101",
      title: "岚河市机构改革方案",
      number: null,
      issuedOn: null,
    });
  });

  test.each([MERGE, RENAME, MAKE, ASSIGN])("doing $kind again changes nothing", (input) => {
    const { changes, snapshot } = changed(input);
    for (const { file, text } of changes) content.write(file, text ?? "");
    expect(planDeskChange(content.root, snapshot, read(input))).toEqual([]);
  });

  test("comments and every other item stay byte for byte, in every place of the register", () => {
    for (const place of ["ankang", "suizhou", "shaoguan", "chongqing", "diqing"]) {
      const text = readFileSync(
        join("content/jurisdictions", place, "responsibilities.yaml"),
        "utf8",
      );
      const ids = [...text.matchAll(/^- id: (\S+)$/gm)].map(([, id]) => id ?? "");
      expect(ids.length).toBeGreaterThan(4);
      const second = ids[1] ?? "";
      const other = changeItem(text, [], second, (item) => ({ ...item, note: "改" }));
      const [start, end] = [text.indexOf(`- id: ${second}\n`), text.indexOf(`- id: ${ids[2]}\n`)];
      expect(other.startsWith(text.slice(0, start))).toBe(true);
      expect(other.endsWith(text.slice(end))).toBe(true);
      expect(appendItem(text, [], { id: "x" })).toBe(`${text.trimEnd()}\n- id: x\n`);
    }
  });
});

describe("what is refused, all at once", () => {
  test("a merger into nobody, into itself, or in the past", () => {
    expect(problems({ ...MERGE, successor: "nobody", from: "2026-11-20" })).toEqual([
      "successor 本地没有这个部门，请从列表里选。",
      "from 生效日期已经过去，请写今天或者以后的日期。",
    ]);
    expect(problems({ ...MERGE, successor: "market-regulation" }).join()).toContain("不能同时撤销");
  });

  test("a merger into a department that is to be dissolved itself", () => {
    const { changes } = changed({ ...MERGE, departments: ["miit"], successor: "government" });
    for (const { file, text } of changes) content.write(file, text ?? "");
    expect(problems({ ...MERGE, from: "2027-02-01" })).toEqual([
      "successor 岚河市工业和信息化局在2027年2月1日不存在，由岚河市人民政府接手。",
      "successor 接手的部门自己已定撤销，请改选接手它的部门。",
    ]);
    expect(problems({ ...MERGE, departments: ["miit"], successor: "government" }).join()).toContain(
      "已定于2027年1月1日撤销",
    );
  });

  test("an id or a name that was given before, or is to be given", () => {
    expect(problems({ ...MAKE, id: "miit", name: "岚河市人民政府" })).toHaveLength(2);
    expect(problems({ ...RENAME, name: "岚河市工业和信息化局" }).join()).toContain("名称没有变");
    const { changes } = changed({ ...RENAME, from: "2027-01-01" });
    for (const { file, text } of changes) content.write(file, text ?? "");
    expect(problems({ ...MAKE, name: RENAME.name }).join()).toContain("已经有这个名称");
  });

  test("a division of work that is the same, has ended, or names one twice", () => {
    const now = { leads: ["market-regulation"], supporting: ["miit"] };
    expect(problems({ ...ASSIGN, ...now }).join()).toContain("没有变化");
    expect(problems({ ...ASSIGN, leads: ["miit"], supporting: ["miit"] }).join()).toContain(
      "不能又牵头又配合",
    );
    const { changes } = changed(ASSIGN);
    for (const { file, text } of changes) content.write(file, text ?? "");
    expect(problems({ ...ASSIGN, leads: ["government"] }).join()).toContain(
      "已定于2027年1月1日失效",
    );
  });

  test("a document that is not known, or two where one is meant", () => {
    expect(problems({ ...MERGE, document: "nothing" }).join()).toContain("没有这份文件");
    const both = deskChange.safeParse({
      ...OF,
      ...BASIS,
      ...MERGE,
      newDocument: { title: "方案", issuer: "市政府" },
    });
    expect(both.error?.issues[0]?.path).toEqual(["document"]);
  });
});

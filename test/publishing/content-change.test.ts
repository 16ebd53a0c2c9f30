import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, type CalendarDate } from "#domain/calendar-date.ts";
import type { ContentChange } from "#domain/content-change.ts";
import { changeContent, guarded } from "#publishing/change-content.ts";
import { planChange } from "#publishing/plan-change.ts";
import { readContent } from "#registry/read-content.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { type ContentCopy, copyContent } from "#support/content-copy.ts";

const TODAY = "2026-11-21";
const WHY = { reason: "核查后更正", document: "勘误2号", publishedOn: TODAY };

let content: ContentCopy;
beforeEach(() => {
  content = copyContent();
});
afterEach(() => content.discard());

function read(): Snapshot {
  const { snapshot, problems } = readContent(content.root);
  if (snapshot === undefined) throw new Error(JSON.stringify(problems));
  return snapshot;
}

function plan(facts: ContentChange) {
  const snapshot = read();
  const [place] = snapshot.jurisdictions;
  if (place === undefined) throw new Error("no place");
  return planChange(content.root, { snapshot, place, facts, today: TODAY });
}

/** Publishes a change; gives its sentences. No id is lost by it. */
function publish(facts: ContentChange): readonly string[] {
  const before = read();
  const planned = plan(facts);
  if ("refusals" in planned) throw new Error(planned.refusals.join("\n"));
  expect(changeContent(content.root, guarded(content.root, planned.changes))).toEqual([]);
  const now = new Set(read().ledger.map(({ id }) => id));
  for (const { id } of before.ledger) expect(now).toContain(id);
  expect(now).toContain(planned.id);
  return planned.sentences;
}

function refused(facts: ContentChange): string {
  const planned = plan(facts);
  return "refusals" in planned ? planned.refusals.join("\n") : "nothing stood in the way";
}

const dayBefore = (day: string) => addDays(day as CalendarDate, -1);
const versionsOf = (entry: string) =>
  read()
    .lists.flatMap(({ versions }) => versions)
    .filter((version) => version.entry === entry);
const leave = (change: "delisted" | "withdrawn" | "expired"): ContentChange => ({
  kind: "row-change",
  record: "lanhe-x1",
  change,
  ...WHY,
});
const back = (before: string): ContentChange => ({
  kind: "rollback",
  list: "exit",
  before,
  ...WHY,
});

describe("a row that leaves its list", () => {
  test.each(["delisted", "withdrawn", "expired"] as const)(
    "%s: a version more, with its reason",
    (change) => {
      publish(leave(change));
      const versions = versionsOf("lanhe-x1");
      expect(versions.map((version) => version.change)).toEqual(["listed", "corrected", change]);
      expect(versions.at(-1)).toMatchObject({
        version: 3,
        changedOn: TODAY,
        changeReason: WHY.reason,
        changeDocument: WHY.document,
      });
      const announced = read().announcements.find(({ publishedOn }) => publishedOn === TODAY);
      expect(announced).toMatchObject({
        kind: change === "withdrawn" ? "withdrawal" : "correction",
        issuer: "miit",
        lists: ["exit/2024-01"],
      });
      expect(announced?.body).toContain(WHY.reason);
    },
  );

  test("does so once, and never comes from another place", () => {
    publish(leave("withdrawn"));
    expect(refused(leave("delisted"))).toContain("已经撤销");
    expect(refused({ ...leave("delisted"), record: "ankang-x1" } as ContentChange)).toContain(
      "没有 ankang-x1 这一行",
    );
  });
});

test("nothing is changed as of a day before its last change", () => {
  const [, corrected] = versionsOf("lanhe-x1");
  const early = { publishedOn: dayBefore(corrected?.changedOn ?? "") };
  expect(refused({ ...leave("delisted"), ...early } as ContentChange)).toContain(
    `在 ${corrected?.changedOn} 改动过，公布日期不能更早`,
  );
  expect(refused({ ...back(corrected?.changedOn ?? ""), ...early } as ContentChange)).toContain(
    `公布日期不能早于最近一次改动（${corrected?.changedOn}）`,
  );
});

describe("a list put back to a day", () => {
  test("says again what it said, as a new version; what stood stays on record", () => {
    publish(back("2024-11-05"));
    const versions = versionsOf("lanhe-x1");
    expect(versions.map(({ change, rawEnterprise }) => [change, rawEnterprise])).toEqual([
      ["listed", "岚河旧名钢铁厂"],
      ["corrected", "岚河试验钢铁有限公司"],
      ["corrected", "岚河旧名钢铁厂"],
    ]);
  });

  test("withdraws what was not listed then, and shows again what was delisted since", () => {
    publish({ ...leave("delisted"), publishedOn: "2026-11-01" } as ContentChange);
    expect(publish(back("2026-11-01"))).toEqual([
      "“岚河试验钢铁有限公司”（lanhe-x1）：现在已移出（摘牌），重新列出，恢复那时的内容。",
    ]);
    expect(versionsOf("lanhe-x1").at(-1)).toMatchObject({ change: "corrected", version: 4 });
    publish({ ...back("2024-01-01"), publishedOn: "2026-11-22" } as ContentChange);
    expect(versionsOf("lanhe-x1").at(-1)).toMatchObject({ change: "withdrawn", version: 5 });
  });

  test.each(["withdrawn", "expired"] as const)(
    "refuses to bring back what was %s since",
    (change) => {
      publish({ ...leave(change), publishedOn: "2026-11-01" } as ContentChange);
      expect(refused(back("2024-11-05"))).toMatch(
        /没有可以退回的改动。\n“岚河试验钢铁有限公司”（lanhe-x1）在 2026-11-01 已经.*，不再恢复/,
      );
      expect(versionsOf("lanhe-x1")).toHaveLength(3);
    },
  );

  test("brings back the others beside a row that stays withdrawn", () => {
    const file = "lists/lanhe/exit/2024-01.csv";
    const row =
      "lanhe-x2,1,listed,2024-11-01,,,lanhe-e1,,lanhe-q1,technology,目录淘汰类,,,,,,Sheet1,5,,,,,,\n";
    content.replace(file, "lanhe-x1,1", `${row}lanhe-x1,1`);
    content.replace("ledger/lanhe.csv", "\n", "\nlanhe-x2,list-entry,2024-11-01,,\n");
    publish({
      ...leave("withdrawn"),
      record: "lanhe-x2",
      publishedOn: "2026-11-01",
    } as ContentChange);
    const sentences = publish(back("2024-11-05"));
    expect(sentences).toEqual([
      "“岚河试验钢铁有限公司”（lanhe-x2）在 2026-11-01 已经撤销，不再恢复。",
      "“岚河试验钢铁有限公司”（lanhe-x1）：恢复那时的内容，名单所写的企业由“岚河试验钢铁有限公司”改为“岚河旧名钢铁厂”。",
    ]);
    expect(versionsOf("lanhe-x2").at(-1)?.change).toBe("withdrawn");
  });
});

describe("the enterprise's own statement", () => {
  const STATEMENT: ContentChange = {
    kind: "statement",
    record: "lanhe-x1",
    text: "设备已于2024年10月自行拆除。",
    statedOn: "2026-11-20",
    source: "《情况说明》（演示）",
    publishedOn: TODAY,
  };

  test("stands beside a record of that enterprise, with its date and source", () => {
    const [sentence] = publish(STATEMENT);
    expect(sentence).toContain("标明是企业自己的话");
    expect(read().statements).toMatchObject([
      {
        id: "lanhe-e1-s1",
        enterprise: "lanhe-e1",
        record: "lanhe-x1",
        source: "《情况说明》（演示）",
      },
    ]);
    expect(refused({ ...STATEMENT, record: "lanhe-a1" })).toContain("只能放在企业的记录旁边");
    expect(refused({ ...STATEMENT, text: "找13812345678。" })).toContain("手机号码");
    expect(refused({ ...STATEMENT, statedOn: "2026-11-22" })).toContain("不能晚于");
  });

  test("is withdrawn once; its id goes on answering", () => {
    publish(STATEMENT);
    const withdrawal: ContentChange = {
      kind: "statement-withdrawal",
      record: "lanhe-e1-s1",
      ...WHY,
    };
    publish(withdrawal);
    expect(read().statements[0]?.withdrawal).toMatchObject({ on: TODAY, reason: WHY.reason });
    expect(refused(withdrawal)).toContain("已经撤下");
    publish({ ...STATEMENT, text: "补充说明。" });
    expect(read().statements.map(({ id }) => id)).toEqual(["lanhe-e1-s1", "lanhe-e1-s2"]);
  });
});

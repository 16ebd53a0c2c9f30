/**
 * `npm run content:history`: holds the ids of today against those of every release kept and, where
 * the content is under version control, of every version of the ledger. Exit code 0: none is lost;
 * 1: some are; 2: wrong use.
 */
import { spawnSync } from "node:child_process";
import { lostIds, type PastIds } from "#publishing/identifier-history.ts";
import { formatProblem } from "#registry/problem.ts";
import { readContent } from "#registry/read-content.ts";
import { settingsOrExit } from "#server/env.ts";
import { listReleases, releasesIn } from "#server/releases/release-store.ts";
import { argumentsOrExit } from "./arguments.ts";

const HELP = `用法：npm run content:history
核对编号只增不减：现在登记的编号，与保留的每个发布版本、以及登记簿的每个历史版本（内容在版本库里时）相比，
一个也不能少。演示数据的编号不算。
目录由环境变量 CONTENT_DIR、DATA_DIR 指定。`;

const { values } = argumentsOrExit(HELP, { options: { help: { type: "boolean" } } });
process.exitCode = values.help ? help() : check();

function help(): number {
  console.log(HELP);
  return 0;
}

function check(): number {
  const { CONTENT_DIR, DATA_DIR } = settingsOrExit();
  const { snapshot, problems } = readContent(CONTENT_DIR);
  if (snapshot === undefined) {
    for (const problem of problems) console.error(formatProblem(problem));
    return 1;
  }
  const now = new Set(snapshot.ledger.map((row) => row.id));
  const releases = listReleases(releasesIn(DATA_DIR)).map(
    ({ id, identifiers }): PastIds => ({ from: `版本 ${id}`, ids: identifiers }),
  );
  const versions = ledgerVersions(CONTENT_DIR);
  const lost = lostIds(now, [...versions, ...releases]);
  for (const [id, from] of lost) {
    console.error(
      `编号 ${id} 在${from}里有，现在没有了 → 在登记簿里恢复这一行，写明停用日期和理由`,
    );
  }
  console.log(
    `${now.size} 个编号，与 ${releases.length} 个发布版本、${versions.length} 个登记簿版本相比，少了 ${lost.size} 个。`,
  );
  return lost.size === 0 ? 0 : 1;
}

/** The ledger as it stood at every commit that touched it, oldest first; none without git. */
function ledgerVersions(contentDir: string): PastIds[] {
  const git = (...args: string[]) =>
    spawnSync("git", ["-C", contentDir, ...args], { encoding: "utf8", maxBuffer: 1 << 28 })
      .stdout ?? "";
  const commits = git("log", "--reverse", "--format=%h", "--", "ledger")
    .split("\n")
    .filter(Boolean);
  return commits.map((commit) => {
    const files = git("ls-tree", "--name-only", commit, "ledger/").split("\n").filter(Boolean);
    const rows = files.flatMap((file) => git("show", `${commit}:./${file}`).split("\n").slice(1));
    return { from: `提交 ${commit} `, ids: rows.flatMap((row) => row.split(",")[0] || []) };
  });
}

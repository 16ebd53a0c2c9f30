import { type EnterpriseStatement, statement } from "#domain/statement.ts";
import type { ContentFolder } from "./folder.ts";
import { readYaml } from "./yaml-file.ts";

/** What enterprises say beside their records, one file a statement, named by its id. */
export function readStatements(folder: ContentFolder): EnterpriseStatement[] {
  return folder.list("statements", ".yaml").flatMap((file) => {
    const [, jurisdiction = "", name = ""] = file.split("/");
    const facts = readYaml(folder, file, statement);
    if (facts === undefined) return [];
    if (name !== `${facts.id}.yaml`)
      folder.report(facts, "id", `文件名应当是 ${facts.id}.yaml`, "文件用声明的编号命名");
    return [Object.assign(facts, { jurisdiction })];
  });
}

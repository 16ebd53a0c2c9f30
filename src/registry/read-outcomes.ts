import { disclosedOn, type Outcome, outcomes, outcomesPath } from "#domain/outcome.ts";
import type { ContentFolder } from "./folder.ts";
import { readYaml } from "./yaml-file.ts";

/** What was disclosed of closed tips, in the order of the files. */
export function readOutcomes(folder: ContentFolder): Outcome[] {
  return folder.list("outcomes", ".yaml").flatMap((file) => {
    const jurisdiction = file.split("/")[1] ?? "";
    return (readYaml(folder, file, outcomes) ?? []).map((facts) => {
      const expected = outcomesPath(jurisdiction, disclosedOn(facts));
      if (file !== expected)
        folder.report(facts, "versions", `应当写在 ${expected}`, "按公开的年份移到那个文件");
      return Object.assign(facts, { jurisdiction });
    });
  });
}

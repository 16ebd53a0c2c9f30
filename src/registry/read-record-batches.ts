import { type RecordBatch, recordBatch, recordValue } from "#domain/record-batch.ts";
import { readCsv } from "./csv-file.ts";
import type { ContentFolder } from "./folder.ts";
import { readYaml } from "./yaml-file.ts";

/** Publications of acceptances, seals, pledges and registrations, each with where its values stood. */
export function readRecordBatches(folder: ContentFolder): RecordBatch[] {
  return folder.list("record-batches", ".yaml").flatMap((file) => {
    const batch = readYaml(folder, file, recordBatch);
    const values = readCsv(folder, file.replace(/\.yaml$/, ".csv"), recordValue);
    if (batch === undefined) return [];
    if (!file.endsWith(`/${batch.id}.yaml`))
      folder.report(batch, "id", `文件名与编号 ${batch.id} 不一致`, `文件改名为 ${batch.id}.yaml`);
    return [Object.assign(batch, { jurisdiction: file.split("/")[1] ?? "", values })];
  });
}

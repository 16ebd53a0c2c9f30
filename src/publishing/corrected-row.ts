import { type ListEntryVersion, listEntryVersion } from "#domain/list-entry.ts";
import { correctionSource, FORM_MARK, PRINTED_FIELDS } from "#domain/printed-cell.ts";
import type { CorrectionWork } from "./corrected-records.ts";

/** A row of a list: one version more, which names the form as the source of what it says anew. */
export function correctRow({ request, correction, files }: CorrectionWork): string[] {
  const { place, facts } = request;
  const { list } = correction.record;
  if (list === undefined) throw new Error(`${correction.record.id} stands on no list`);
  const printed = correction.changes.flatMap((change) => {
    const told = PRINTED_FIELDS.find(({ field }) => field === change.told);
    return told === undefined ? [] : [{ ...told, text: change.after || undefined }];
  });
  const { sheet: _, row: __, sourceSha256: ___, ...before } = list.latest;
  const version: ListEntryVersion = {
    ...before,
    ...Object.fromEntries(correction.changes.map(({ field, value }) => [field, value])),
    ...Object.fromEntries(printed.map(({ raw, text }) => [raw, text])),
    cells: printed.map(({ field }) => `${field}=${FORM_MARK}`),
    sourceFile: correctionSource(facts.document),
    version: before.version + 1,
    change: "corrected",
    changedOn: facts.publishedOn,
    changeReason: facts.reason,
    changeDocument: facts.document,
  };
  files.append(`lists/${place.id}/${list.file.id}.csv`, listEntryVersion, [version]);
  return [list.file.id];
}

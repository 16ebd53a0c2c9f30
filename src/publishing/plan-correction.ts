import { stringify } from "yaml";
import type { ChangeOf } from "#domain/content-change.ts";
import { ledgerRow } from "#domain/ledger.ts";
import { ChangedFiles } from "./changed-files.ts";
import { type Correction, checkCorrection } from "./check-correction.ts";
import { type CorrectionWork, correctRecord } from "./corrected-records.ts";
import { correctRow } from "./corrected-row.ts";
import { GivenIds } from "./given-ids.ts";
import type { ChangeRequest } from "./plan-change.ts";
import { isSamplePlace, type PublicationPlan } from "./plan-publication.ts";

/**
 * Corrects fields of one published record that were typed into the form: a new version of a row, or
 * the record restated with what stood before beside it; and the announcement that says what was,
 * what is, and why.
 */
export function planCorrection(
  root: string,
  request: ChangeRequest<ChangeOf<"record-correction">>,
): PublicationPlan {
  const checked = checkCorrection(request);
  if ("problems" in checked) return { refusals: checked.problems.map(({ message }) => message) };
  const { correction } = checked;
  const { snapshot, place, facts } = request;
  const ids = new GivenIds(snapshot.ledger, facts.publishedOn);
  const year = facts.publishedOn.slice(0, 4);
  const announcement = ids.give("announcement", `${place.id}-correction-${year}-`, 2);
  const files = new ChangedFiles(root);
  const work: CorrectionWork = { request, correction, ids, files };
  const lists = correction.record.list === undefined ? correctRecord(work) : correctRow(work);
  const sentences = correctionSentences(correction);
  const front = {
    id: announcement,
    kind: "correction",
    title: titleOf(correction),
    issuer: correction.record.publisher,
    publishedOn: facts.publishedOn,
    lists,
    enterprises: correction.record.enterprise === null ? [] : [correction.record.enterprise],
    sample: isSamplePlace(snapshot, place),
  };
  const because = [`理由：${facts.reason}`, facts.document && `依据：${facts.document}`];
  const body = [...sentences, ...because].filter(Boolean).join("\n\n");
  files.write(
    `announcements/${place.id}/${announcement}.md`,
    `---\n${stringify(front)}---\n\n${body}\n`,
  );
  files.append(`ledger/${place.id}.csv`, ledgerRow, ids.rows);
  const asides = [...correction.warnings, `理由：${facts.reason}。`];
  return { changes: files.changes(), sentences: [...sentences, ...asides], id: announcement };
}

function titleOf({ record, changes }: Correction): string {
  return `${record.title}：更正${changes.map(({ name }) => name).join("、")}`;
}

function correctionSentences({ record, changes }: Correction): string[] {
  return changes.map(
    ({ name, before, after }) =>
      `${record.title}（${record.id}）：${name}由“${before || "（空）"}”更正为“${after || "（空）"}”。`,
  );
}

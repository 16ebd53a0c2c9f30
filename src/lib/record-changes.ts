import { entryChangeOf } from "#domain/list-entry.ts";
import { RECORD_ROOMS, type RecordBatch } from "#domain/record-batch.ts";
import type { Change } from "./changes.ts";
import { nameOf } from "./format.ts";
import { departmentName, type SnapshotIndex } from "./snapshot-index.ts";

/** Names that are told before the rest is counted. */
const NAMED = 3;

/**
 * A published sheet of registrations, acceptances, seals or pledges, in one sentence, with the
 * reason where it says otherwise what was published. What the correction form changed is told by its
 * announcement, a new pledge by itself.
 */
export function recordChange(index: SnapshotIndex, batch: RecordBatch): Change[] {
  const { id, jurisdiction, room, title, publisher, publishedOn, revision, values, sample } = batch;
  const isToldElsewhere = batch.source.sha256 === undefined || (room === "pledges" && !revision);
  if (isToldElsewhere) return [];
  const firms = [...new Set(values.flatMap(({ record }) => firmOf(index, record) ?? []))];
  const [only] = firms;
  const names = firms.slice(0, NAMED).map((firm) => index.enterprises.get(firm)?.name ?? firm);
  const rest = firms.length > NAMED ? `等${firms.length}家` : "";
  const why = revision ? `，${entryChangeOf(revision.change).name}，理由：${revision.reason}` : "";
  const by = departmentName(index, jurisdiction, publisher);
  return [
    {
      id: `record-batch/${id}`,
      kind: "record",
      on: publishedOn,
      sentence: `${by}公布《${title}》（${nameOf(RECORD_ROOMS, room)}）：${names.join("、")}${rest}${why}`,
      href:
        firms.length === 1 && only ? `/enterprises/${only}/` : `/jurisdictions/${jurisdiction}/`,
      jurisdiction,
      isSample: sample,
    },
  ];
}

/** The firm that a record is or belongs to. */
function firmOf(index: SnapshotIndex, record: string): string | undefined {
  const { enterprises, equipment, pledges, acceptances } = index;
  if (enterprises.has(record)) return record;
  const owned = equipment.get(record) ?? pledges.get(record) ?? acceptances.get(record);
  return owned?.enterprise;
}

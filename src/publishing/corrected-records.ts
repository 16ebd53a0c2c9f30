import { stringify } from "yaml";
import { acceptance } from "#domain/acceptance.ts";
import type { ChangeOf } from "#domain/content-change.ts";
import { enterprise } from "#domain/enterprise.ts";
import { equipment } from "#domain/equipment.ts";
import type { Pledge } from "#domain/pledge.ts";
import { correctionSource } from "#domain/printed-cell.ts";
import { type RecordRoom, type RecordValue, recordValue } from "#domain/record-batch.ts";
import type { CorrectableKind } from "#domain/record-correction.ts";
import type { ChangedFiles } from "./changed-files.ts";
import type { Correction } from "./check-correction.ts";
import type { GivenIds } from "./given-ids.ts";
import type { ChangeRequest } from "./plan-change.ts";
import { isSamplePlace } from "./plan-publication.ts";
import { pledgeText } from "./plan-records.ts";

/** A correction that is being written. */
export interface CorrectionWork {
  request: ChangeRequest<ChangeOf<"record-correction">>;
  correction: Correction;
  ids: GivenIds;
  files: ChangedFiles;
}

/**
 * A firm, machine, acceptance or pledge, restated where it stands; what was said before is kept in a
 * batch of its own, as it is for a sheet. Gives the lists that are announced with it: none.
 */
export function correctRecord(work: CorrectionWork): string[] {
  const { correction, request, ids, files } = work;
  const { snapshot, place, facts } = request;
  const { kind, publisher } = correction.record;
  RESTATE[kind]?.(work);
  const room = ROOM_OF[kind] ?? "enterprises";
  const stem = `${place.id}-${room}-${facts.publishedOn.slice(0, 4)}-`;
  const id = ids.give("record-batch", stem, 2);
  const { reason, document, publishedOn } = facts;
  const batch = {
    id,
    room,
    title: `${correction.record.title}：更正`,
    publisher,
    publishedOn,
    revision: { change: "corrected", reason, ...(document && { document }) },
    source: { file: correctionSource(document) },
    sample: isSamplePlace(snapshot, place),
  };
  files.write(`record-batches/${place.id}/${id}.yaml`, stringify(batch));
  const values = correctedValues(correction);
  files.append(`record-batches/${place.id}/${id}.csv`, recordValue, values);
  return [];
}

const ROOM_OF: Partial<Record<CorrectableKind, RecordRoom>> = {
  acceptance: "acceptances",
  pledge: "pledges",
};

/** Each puts the record as it is from now on into its file. */
const RESTATE: Partial<Record<CorrectableKind, (work: CorrectionWork) => void>> = {
  enterprise: ({ request, correction, files }) => {
    const { snapshot, place } = request;
    const firms = snapshot.enterprises.filter((firm) => firm.jurisdiction === place.id);
    files.restate(`enterprises/${place.id}.csv`, enterprise, firms, restated(correction));
  },
  equipment: ({ request, correction, files }) => {
    const machines = ofPlace(request, request.snapshot.equipment);
    files.restate(`equipment/${request.place.id}.csv`, equipment, machines, restated(correction));
  },
  acceptance: ({ request, correction, files }) => {
    const opinions = ofPlace(request, request.snapshot.acceptances);
    files.restate(
      `acceptances/${request.place.id}.csv`,
      acceptance,
      opinions,
      restated(correction),
    );
  },
  pledge: ({ request, correction, files }) => {
    const pledge = request.snapshot.pledges.find(({ id }) => id === correction.record.id);
    const after = pledge && restated(correction)(pledge);
    if (after)
      files.write(`pledges/${request.place.id}/${pledge.id}.md`, pledgeText(after as Pledge));
  },
};

function ofPlace<Row extends { enterprise: string }>(
  { snapshot, place }: CorrectionWork["request"],
  rows: readonly Row[],
): Row[] {
  const firms = snapshot.enterprises.filter(({ jurisdiction }) => jurisdiction === place.id);
  const here = new Set(firms.map(({ id }) => id));
  return rows.filter((row) => here.has(row.enterprise));
}

/** The record with its new values; what was emptied is left out. */
function restated({ record, changes }: Correction) {
  const said = Object.fromEntries(changes.map(({ field, value }) => [field, value]));
  return <Row extends { id: string }>(row: Row): object | undefined => {
    if (row.id !== record.id) return undefined;
    return Object.fromEntries(
      Object.entries({ ...row, ...said }).filter(([, value]) => value !== undefined),
    );
  };
}

/**
 * What is told of the record, with what was told before: by the columns of sheets, so that fields
 * that share one (the parts of a capacity) are told together.
 */
function correctedValues({ record, changes }: Correction): RecordValue[] {
  const byColumn = Map.groupBy(changes, ({ told }) => told);
  return [...byColumn].map(([field, parts]) => {
    const isShared = record.fields.filter(({ told }) => told === field).length > 1;
    const said = (which: "before" | "after") =>
      parts
        .map((part) => `${isShared ? `${part.name}：` : ""}${part[which] || "（空）"}`)
        .join("；");
    return { record: record.id, field, text: said("after"), before: said("before") };
  });
}

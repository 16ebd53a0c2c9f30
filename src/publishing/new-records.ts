import type { Acceptance } from "#domain/acceptance.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { Picture } from "#domain/picture.ts";
import type { Pledge } from "#domain/pledge.ts";
import type { RecordRoom, RecordValue } from "#domain/record-batch.ts";
import type { DraftRow } from "#importing/import-draft.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { ChangedEvents } from "./changed-events.ts";
import type { GivenIds } from "./given-ids.ts";
import { newPictures } from "./new-pictures.ts";
import { byId, rowsToPublish } from "./publication.ts";
import { type RecordPublication, statedValue } from "./record-publication.ts";
import { recordValues } from "./record-values.ts";
import { Registry } from "./registrations.ts";
import type { About } from "./row-cells.ts";

/** What a publication of records writes. Those said otherwise are given by their ids. */
export interface NewRecords {
  registry: Registry;
  events: ChangedEvents;
  acceptances: Acceptance[];
  restatedAcceptances: Map<string, Acceptance>;
  pledges: Pledge[];
  /** Machines whose reason to stand is given. */
  restatedEquipment: Map<string, Equipment>;
  pictures: Picture[];
  values: RecordValue[];
}

interface Work {
  publication: RecordPublication;
  ids: GivenIds;
  records: NewRecords;
  /** What is published already, by its id. */
  known: {
    [Room in "acceptances" | "pledges" | "equipment" | "enterprises"]: ReadonlyMap<
      string,
      Snapshot[Room][number]
    >;
  };
}

/** Works out every record, giving ids to those that have none. */
export function newRecords(publication: RecordPublication, ids: GivenIds): NewRecords {
  const records: NewRecords = {
    registry: new Registry(publication, ids),
    events: new ChangedEvents(publication),
    acceptances: [],
    restatedAcceptances: new Map(),
    pledges: [],
    restatedEquipment: new Map(),
    pictures: [],
    values: [],
  };
  const { acceptances, pledges, equipment, enterprises } = publication.snapshot;
  const known = {
    acceptances: byId(acceptances),
    pledges: byId(pledges),
    equipment: byId(equipment),
    enterprises: byId(enterprises),
  };
  const work = { publication, ids, records, known };
  for (const row of rowsToPublish(publication)) {
    const about = records.registry.register(row);
    const record = WRITERS[publication.room](work, row, about);
    records.events.take(row, about.equipment);
    if (record !== null) records.pictures.push(...newPictures(publication, row, record));
    records.values.push(...recordValues(row, record, about));
  }
  return records;
}

/** Each writes what a row says and gives the id of its record; null: it is about machines alone. */
const WRITERS: Readonly<
  Record<RecordRoom, (work: Work, row: DraftRow, about: About) => string | null>
> = {
  enterprises: (_, __, { enterprise }) => enterprise ?? "",
  acceptances: writeAcceptance,
  sealings: writeSealing,
  pledges: writePledge,
};

function writeAcceptance({ ids, records, known }: Work, row: DraftRow, about: About) {
  const { enterprise = "", equipment } = about;
  const before = known.acceptances.get(row.continues ?? "");
  const said = {
    level: statedValue(row, "level"),
    by: statedValue(row, "department"),
    on: statedValue(row, "acceptedOn"),
    isDismantled: statedValue(row, "isDismantled"),
    canRestart: statedValue(row, "canRestart"),
    isPassed: statedValue(row, "isPassed"),
    hasPhotosBefore: hasPhotos(row, "hasPhotosBefore", "photosBefore", before),
    hasPhotosDuring: hasPhotos(row, "hasPhotosDuring", "photosDuring", before),
    hasPhotosAfter: hasPhotos(row, "hasPhotosAfter", "photosAfter", before),
    source: statedValue(row, "source"),
  };
  if (before !== undefined) {
    records.restatedAcceptances.set(before.id, { ...before, ...said });
    return before.id;
  }
  const id = ids.give("acceptance", `${enterprise}-v`);
  records.acceptances.push({ id, enterprise, equipment, ...said });
  return id;
}

/** A picture that comes along is one that there is, whatever the column beside it says. */
function hasPhotos(
  { values }: DraftRow,
  flag: "hasPhotosBefore" | "hasPhotosDuring" | "hasPhotosAfter",
  field: "photosBefore" | "photosDuring" | "photosAfter",
  before: Acceptance | undefined,
): boolean {
  const isNamed = (values[field]?.value ?? []).length > 0;
  return isNamed || (values[flag]?.value ?? before?.[flag] ?? false);
}

/** Its days are events of the machines; why they still stand belongs to the machines themselves. */
function writeSealing({ records, known }: Work, row: DraftRow, about: About): null {
  const keepingReason = row.values.keepingReason?.value;
  for (const id of keepingReason ? about.equipment : []) {
    const machine = known.equipment.get(id);
    if (machine && machine.keepingReason !== keepingReason && keepingReason)
      records.restatedEquipment.set(id, { ...machine, keepingReason });
  }
  return null;
}

function writePledge({ publication, ids, records, known }: Work, row: DraftRow, about: About) {
  const { place } = publication;
  const before = known.pledges.get(row.continues ?? "");
  const dismantleBy = row.values.dismantleBy?.value ?? before?.dismantleBy;
  const provincialNotice = noticeOf(row) ?? before?.provincialNotice;
  const said = {
    signedBy: statedValue(row, "signedBy"),
    signedOn: statedValue(row, "signedOn"),
    publishedOn: statedValue(row, "publishedOn"),
    reasonNotDismantled: statedValue(row, "keepingReason"),
    ...(dismantleBy && { dismantleBy }),
    ...(provincialNotice && { provincialNotice }),
  };
  if (before !== undefined) {
    const isReworded = row.differences.some(({ field }) => field === "promise");
    const body = isReworded ? statedValue(row, "promise") : before.body;
    records.pledges.push({ ...before, ...said, body });
    return before.id;
  }
  const { enterprise = "", equipment } = about;
  const firm = known.enterprises.get(enterprise);
  const id = ids.give("pledge", `${enterprise}-p`);
  const { sample, body } = { sample: firm?.isSample ?? false, body: statedValue(row, "promise") };
  records.pledges.push({
    id,
    jurisdiction: place.id,
    enterprise,
    equipment,
    ...said,
    sample,
    body,
  });
  return id;
}

function noticeOf({ values }: DraftRow): Pledge["provincialNotice"] {
  const [site, on] = [values.noticeSite?.value, values.noticeOn?.value];
  if (!site || !on) return undefined;
  return { site, ...(values.noticeUrl?.value && { url: values.noticeUrl.value }), on };
}

import { type Choice, formTextOf, type PlaceChoices } from "#domain/corrected-value.ts";
import { equipmentLabel } from "#domain/equipment.ts";
import { entryChangeOf, type ListEntryVersion } from "#domain/list-entry.ts";
import {
  CORRECTABLE_FIELDS,
  type CorrectableField,
  type CorrectableKind,
} from "#domain/record-correction.ts";
import { isInForce } from "#domain/record-withdrawal.ts";
import { findRecord } from "./published-record.ts";
import type { ListFile, Snapshot } from "./snapshot.ts";

/** A published record as it stands, field by field, to be corrected. */
export interface CorrectableRecord {
  id: string;
  kind: CorrectableKind;
  jurisdiction: string;
  title: string;
  /** Department that published it, or holds the programme together. */
  publisher: string;
  /** The firm it is about; null for a matter. */
  enterprise: string | null;
  /** Its fields with what they say now, as the form writes it. */
  fields: (CorrectableField & { present: string })[];
  /** The list a row stands on. */
  list?: { file: ListFile; latest: ListEntryVersion };
}

/**
 * The record of that id as it stands on `today`. Undefined when there is none, and for a row that is
 * shown no more, or what was withdrawn: it is not corrected.
 */
export function correctableRecord(
  snapshot: Snapshot,
  id: string,
  today: string,
): CorrectableRecord | undefined {
  const found = foundIn(snapshot, id);
  if (found === undefined) return undefined;
  const { kind, values, firm, list } = found;
  const record = findRecord(snapshot, kind === "acceptance" ? (firm ?? "") : id, today);
  if (record === undefined) return undefined;
  const place = snapshot.jurisdictions.find((entry) => entry.id === record.jurisdiction);
  const said = values as unknown as Readonly<Record<string, unknown>>;
  return {
    id,
    kind,
    jurisdiction: record.jurisdiction,
    title: kind === "acceptance" ? `${record.title}：验收 ${id}` : record.title,
    publisher: record.publisher ?? place?.facts.coordinator ?? "",
    enterprise: firm,
    fields: CORRECTABLE_FIELDS[kind].map((field: CorrectableField) => ({
      ...field,
      present: formTextOf(field.reads, said[field.field]),
    })),
    ...(list && { list }),
  };
}

/** The tables of a place that the form offers. */
export function placeChoices(snapshot: Snapshot, jurisdiction: string): PlaceChoices {
  const place = snapshot.jurisdictions.find(({ id }) => id === jurisdiction);
  const named = (entries: Choice) => entries.map(({ id, name }) => ({ id, name }));
  return {
    areas: named(place?.areas ?? []),
    industries: named(snapshot.industries),
    departments: named(place?.departments ?? []),
  };
}

/** What else is published of a firm and may be corrected, each with what it is. */
export function recordsOfFirm(snapshot: Snapshot, firm: string) {
  const { enterprises, equipment, acceptances, pledges, lists } = snapshot;
  const isOf = (entry: { enterprise?: string | undefined }) => entry.enterprise === firm;
  return [
    ...enterprises
      .filter(({ id }) => id === firm)
      .map(({ id, name }) => ({ id, kind: "enterprise" as const, name: `企业：${name}` })),
    ...equipment.filter(isOf).map((machine) => ({
      id: machine.id,
      kind: "equipment" as const,
      name: `设备：${equipmentLabel(machine)}`,
    })),
    ...acceptances
      .filter(isInForce)
      .filter(isOf)
      .map(({ id, on }) => ({ id, kind: "acceptance" as const, name: `验收：${on}` })),
    ...pledges
      .filter(isInForce)
      .filter(isOf)
      .map(({ id, signedOn }) => ({ id, kind: "pledge" as const, name: `承诺：${signedOn}` })),
    ...lists.flatMap(({ batch, versions }) =>
      [...Map.groupBy(versions, ({ entry }) => entry).values()]
        .flatMap((all) => all.at(-1) ?? [])
        .filter((row) => isOf(row) && entryChangeOf(row.change).isShown)
        .map(({ entry }) => ({
          id: entry,
          kind: "row" as const,
          name: `名单：《${batch.title}》`,
        })),
    ),
  ];
}

interface Found {
  kind: CorrectableKind;
  values: object;
  firm: string | null;
  list?: CorrectableRecord["list"];
}

function foundIn(snapshot: Snapshot, id: string): Found | undefined {
  const isIt = (entry: { id: string }) => entry.id === id;
  const firm = snapshot.enterprises.find(isIt);
  if (firm) return { kind: "enterprise", values: firm, firm: id };
  const others = [
    ["equipment", snapshot.equipment.find(isIt)],
    ["acceptance", snapshot.acceptances.filter(isInForce).find(isIt)],
    ["pledge", snapshot.pledges.filter(isInForce).find(isIt)],
  ] as const;
  for (const [kind, values] of others) if (values) return { kind, values, firm: values.enterprise };
  return foundRow(snapshot, id);
}

function foundRow({ lists, listKinds }: Snapshot, id: string): Found | undefined {
  const file = lists.find(({ versions }) => versions.some(({ entry }) => entry === id));
  const latest = file?.versions.findLast(({ entry }) => entry === id);
  if (!file || !latest || !entryChangeOf(latest.change).isShown) return undefined;
  const hasTerm = listKinds.find((kind) => kind.id === file.kind)?.hasTerm === true;
  const firm = latest.enterprise ?? null;
  const kind = firm === null ? "matter" : hasTerm ? "row-with-term" : "row";
  return { kind, values: latest, firm, list: { file, latest } };
}

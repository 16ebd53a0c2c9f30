import { ACCEPTANCE_LEVELS, KEEPING_REASONS, SEALING_FACTS } from "#domain/closure.ts";
import { differenceText } from "#domain/difference-text.ts";
import { EQUIPMENT_EVENTS } from "#domain/equipment-state.ts";
import { IMPORT_FIELDS } from "#domain/import-field.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import type { RecordRoom } from "#domain/record-batch.ts";
import type { DraftRow } from "#importing/import-draft.ts";
import { givenEvents } from "#importing/machine-events.ts";
import { pictureSentences } from "./new-pictures.ts";
import type { NewRecords } from "./new-records.ts";
import { rowName, rowsToPublish } from "./publication.ts";
import { type RecordPublication, statedValue } from "./record-publication.ts";

/** What would change, one sentence each, for whoever approves it. */
export function recordSentences(publication: RecordPublication, records: NewRecords): string[] {
  const { draft, facts, room } = publication;
  const { enterprises, equipment } = records.registry.registrations;
  const kept = draft.rows.filter((row) => row.action === "keep").length;
  const rows = rowsToPublish(publication);
  return [
    `公布《${facts.title}》，公布日期 ${facts.publishedOn}。`,
    ...enterprises.map((firm) => `新登记企业“${firm.name}”，编号 ${firm.id}。`),
    ...equipment.map((machine) => `新登记设备“${machine.name}”，编号 ${machine.id}。`),
    ...rows
      .filter((row) => row.action === "add" && room !== "enterprises")
      .map((row) => `登记：${rowName(row)}，${SAID[room](row).join("，")}。`),
    ...rows.flatMap((row) => changes(publication, row)),
    ...pictureSentences(publication),
    ...(kept > 0 ? [`${kept} 行与已公布的相同，不动。`] : []),
  ];
}

function changes({ facts }: RecordPublication, row: DraftRow): string[] {
  if (row.differences.length === 0) return [];
  const said = row.differences.map(({ field, before, after }) =>
    differenceText(IMPORT_FIELDS[field].name, before, after),
  );
  return [
    `${entryChangeOf(facts.revision?.change ?? "updated").name}：${rowName(row)}，${said.join("，")}。`,
  ];
}

/** What a row of each kind comes to, in the words of a clerk. */
const SAID: Readonly<Record<RecordRoom, (row: DraftRow) => string[]>> = {
  enterprises: () => [],
  acceptances: (row) => [
    `${nameIn(ACCEPTANCE_LEVELS, statedValue(row, "level"))}于 ${statedValue(row, "acceptedOn")} 验收`,
    statedValue(row, "isPassed") ? "通过" : "没有通过",
    statedValue(row, "isDismantled") ? "主体设备已拆除" : "主体设备未拆除",
    statedValue(row, "canRestart") ? "具备恢复生产条件" : "不具备恢复生产条件",
    ...days(row),
  ],
  sealings: (row) => {
    const given = new Set<string>(givenEvents(row.values).map(({ event }) => event));
    const open = SEALING_FACTS.filter(({ id }) => !given.has(id)).map(({ name }) => name);
    const isPartly = open.length > 0 && !given.has("dismantled");
    return [...days(row), ...(isPartly ? [`这张表没有${open.join("、")}`] : [])];
  },
  pledges: (row) => [
    `${statedValue(row, "signedBy")}于 ${statedValue(row, "signedOn")} 承诺不再恢复生产`,
    `未拆除原因：${nameIn(KEEPING_REASONS, statedValue(row, "keepingReason"))}`,
    row.values.dismantleBy?.value
      ? `限 ${row.values.dismantleBy.value} 前拆除`
      : "没有定限时拆除的日期",
    row.values.noticeSite?.value
      ? `${row.values.noticeOn?.value} 在${row.values.noticeSite.value}公告`
      : "没有省级公告",
  ],
};

function days(row: DraftRow): string[] {
  return givenEvents(row.values).map(
    ({ event, day }) => `${nameIn(EQUIPMENT_EVENTS, event)} ${day}`,
  );
}

function nameIn(table: readonly { id: string; name: string }[], id: string): string {
  return table.find((entry) => entry.id === id)?.name ?? id;
}

import { differenceText } from "#domain/difference-text.ts";
import { IMPORT_FIELDS } from "#domain/import-field.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import type { NewRows } from "./new-rows.ts";
import { concludedNotice } from "./notice-guards.ts";
import { type Publication, rowName } from "./publication.ts";

/** What would change, one sentence each, for whoever approves it. */
export function publicationSentences(publication: Publication, rows: NewRows): string[] {
  const { draft, facts } = publication;
  const nameOf = (entry: string) =>
    draft.vanished.find((row) => row.entry === entry)?.name ?? entry;
  const added = draft.rows.filter((row) => row.action === "add");
  const changed = draft.rows.filter((row) => row.action === "change");
  const kept = draft.rows.filter((row) => row.action === "keep").length;
  return [
    `以《${facts.announcement.title}》公布《${facts.title}》，公布日期 ${facts.publishedOn}。`,
    ...otherPublisher(publication),
    ...resultSentence(publication),
    ...rows.enterprises.map((firm) => `新登记企业“${firm.name}”，编号 ${firm.id}。`),
    ...rows.equipment.map((machine) => `新登记设备“${machine.name}”，编号 ${machine.id}。`),
    ...added.map((row) => `列入：${rowName(row)}。`),
    ...changed.map((row) => {
      const differences = row.differences.map(({ field, before, after }) =>
        differenceText(IMPORT_FIELDS[field].name, before, after),
      );
      return `${entryChangeOf(facts.revision?.change ?? "updated").name}：${rowName(row)}，${differences.join("，")}。`;
    }),
    ...Object.entries(facts.leaving)
      .filter(([entry]) => draft.vanished.some((row) => row.entry === entry))
      .map(
        ([entry, { change, reason }]) =>
          `${entryChangeOf(change).name}：“${nameOf(entry)}”（${entry}），理由：${reason}。`,
      ),
    ...(kept > 0 ? [`${kept} 行与已公布的相同，不动。`] : []),
  ];
}

/** The text says who publishes a list; who approves it should know when somebody else does. */
function otherPublisher({ place, kind, facts }: Publication): string[] {
  const list = place.publishedLists.find((entry) => entry.kind === kind);
  const duty = place.duties.find(({ id }) => id === list?.duty);
  if (duty === undefined || duty.publishers.length === 0) return [];
  if (duty.publishers.includes(facts.publisher)) return [];
  const name = place.departments.find(({ id }) => id === facts.publisher)?.name ?? facts.publisher;
  const [cite] = duty.cites;
  return [
    `请注意：文件写的公布单位是“${duty.publisherWords}”（${cite?.where}），这里写的是${name}。`,
  ];
}

function resultSentence(publication: Publication): string[] {
  const notice = concludedNotice(publication);
  if (notice === undefined) return [];
  const { received } = publication.objections.get(notice.id) ?? { received: 0 };
  const answer = publication.facts.objectionAnswer;
  const objections = received === 0 ? "没有收到异议" : `收到异议 ${received} 件，答复：${answer}`;
  return [`这是《${notice.title}》的结果，${objections}。`];
}

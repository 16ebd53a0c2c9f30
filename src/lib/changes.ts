import type { Announcement } from "#domain/announcement.ts";
import type { CalendarDate } from "#domain/calendar-date.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import { PUBLICATION_ACTS } from "#domain/list-kind.ts";
import type { Pledge } from "#domain/pledge.ts";
import type { EnterpriseStatement } from "#domain/statement.ts";
import type { ListFile, Snapshot } from "#registry/snapshot.ts";
import { namesOf } from "./delta-sentence.ts";
import { revisedRow } from "./deltas.ts";
import { dateText, nameOf } from "./format.ts";
import { recordChange } from "./record-changes.ts";
import { departmentName, fileKey, indexOf, type SnapshotIndex } from "./snapshot-index.ts";

/** Something that changed on this site, said in one sentence. */
export interface Change {
  /** Stays the same from build to build. */
  id: string;
  kind: "announcement" | "list" | "revision" | "pledge" | "statement" | "record";
  on: CalendarDate;
  sentence: string;
  href: string;
  jurisdiction: string;
  isSample: boolean;
}

/**
 * Everything published or corrected, the latest first. A list that an announcement makes public is
 * told once, by the announcement.
 */
export function changesOf(snapshot: Snapshot, today: CalendarDate): Change[] {
  const index = indexOf(snapshot);
  return [
    ...snapshot.announcements.map(
      (entry): Change => ({
        id: `announcement/${entry.id}`,
        kind: "announcement",
        on: entry.publishedOn,
        sentence: `${entry.title}${listedBy(index, entry)}`,
        href: `/announcements/${entry.id}/`,
        jurisdiction: entry.jurisdiction,
        isSample: entry.sample,
      }),
    ),
    ...snapshot.lists
      .filter((file) => !index.announcementsByFile.has(fileKey(file)))
      .map((file) => publication(index, file)),
    ...snapshot.lists.flatMap((file) => revisions(index, file, today)),
    ...snapshot.pledges.flatMap((entry) => pledgeChanges(index, entry)),
    ...snapshot.recordBatches.flatMap((batch) => recordChange(index, batch)),
    ...snapshot.statements.flatMap((entry) => statementChanges(index, entry)),
  ].sort((a, b) => b.on.localeCompare(a.on) || a.id.localeCompare(b.id));
}

function publication(index: SnapshotIndex, file: ListFile): Change {
  const publisher = departmentName(index, file.jurisdiction, file.batch.publisher);
  return {
    ...ofFile(file),
    id: `list/${file.jurisdiction}/${file.id}`,
    kind: "list",
    on: file.batch.publishedOn,
    sentence: `${publisher}${actOf(index, file)}《${file.batch.title}》`,
  };
}

/** How many rows an announcement made public; a notice asks about them, its result settles them. */
function listedBy(index: SnapshotIndex, announcement: Announcement): string {
  const { jurisdiction, lists, publicNotice, concludes } = announcement;
  const rows = lists.flatMap((list) => index.entriesByFile.get(`${jurisdiction}/${list}`) ?? []);
  if (rows.length === 0) return "";
  if (publicNotice) return `：公示${rows.length}条，到${dateText(publicNotice.to)}为止可提异议`;
  return `：${concludes ? "公示以后" : ""}列入${rows.length}条`;
}

/** One sentence a day and kind of change, not one a row: which rows, and what became of them. */
function revisions(index: SnapshotIndex, file: ListFile, today: CalendarDate): Change[] {
  const later = (index.entriesByFile.get(fileKey(file)) ?? []).flatMap((entry) =>
    entry.versions.slice(1).map((version) => ({ entry, version })),
  );
  const groups = Map.groupBy(later, ({ version }) => `${version.changedOn}/${version.change}`);
  return [...groups].flatMap(([key, steps]) => {
    const [first] = steps;
    if (first === undefined) return [];
    const { change, changedOn, changeReason } = first.version;
    const rows = steps.map(({ entry, version }) => revisedRow(index, entry, version, today));
    const reason = steps.length === 1 && changeReason ? `，理由：${changeReason}` : "";
    return {
      ...ofFile(file),
      id: `list/${file.jurisdiction}/${file.id}/${key}`,
      kind: "revision",
      on: changedOn,
      sentence: `《${file.batch.title}》${entryChangeOf(change).name}${rows.length}条${namesOf(rows)}${reason}`,
    };
  });
}

function ofFile(file: ListFile) {
  return {
    href: `/lists/${file.jurisdiction}/${file.kind}/${file.year}/`,
    jurisdiction: file.jurisdiction,
    isSample: file.batch.sample,
  };
}

/** 公告, 公布, 公示 …: the act the place's own text names for this list. */
function actOf(index: SnapshotIndex, file: ListFile): string {
  const place = index.jurisdictions.get(file.jurisdiction);
  const list = place?.publishedLists.find((entry) => entry.kind === file.kind);
  const duty = place?.duties.find((entry) => entry.id === list?.duty);
  return duty === undefined ? "公开" : nameOf(PUBLICATION_ACTS, duty.act);
}

function pledgeChanges(index: SnapshotIndex, pledge: Pledge): Change[] {
  const enterprise = index.enterprises.get(pledge.enterprise)?.name ?? pledge.enterprise;
  const steps = [
    { step: "published", on: pledge.publishedOn, what: "公开承诺不再恢复生产" },
    { step: "fulfilled", on: pledge.fulfilledOn, what: "拆除了承诺所涉的设备" },
    { step: "breached", on: pledge.breachedOn, what: "被查实违反承诺、恢复生产" },
  ];
  return steps.flatMap(({ step, on, what }) =>
    on === undefined
      ? []
      : {
          id: `pledge/${pledge.id}/${step}`,
          kind: "pledge" as const,
          on,
          sentence: `${enterprise}${what}`,
          href: `/pledges/${pledge.id}/`,
          jurisdiction: pledge.jurisdiction,
          isSample: pledge.sample,
        },
  );
}

function statementChanges(index: SnapshotIndex, statement: EnterpriseStatement): Change[] {
  const { id, enterprise, publishedOn, withdrawal, jurisdiction, sample } = statement;
  const name = index.enterprises.get(enterprise)?.name ?? enterprise;
  const steps = [
    { step: "published", on: publishedOn, sentence: `${name}对它的记录作了声明` },
    {
      step: "withdrawn",
      on: withdrawal?.on,
      sentence: `${name}的声明撤下：${withdrawal?.reason ?? ""}`,
    },
  ];
  return steps.flatMap(({ step, on, sentence }) =>
    on === undefined
      ? []
      : {
          id: `statement/${id}/${step}`,
          kind: "statement" as const,
          on,
          sentence,
          href: `/enterprises/${enterprise}/#${id}`,
          jurisdiction,
          isSample: sample,
        },
  );
}

import type { Announcement } from "#domain/announcement.ts";
import { ANNOUNCEMENT_KINDS } from "#domain/announcement.ts";
import { ACCEPTANCE_LEVELS } from "#domain/closure.ts";
import type {
  AcceptanceLine,
  EquipmentLine,
  Membership,
  TimelineEntry,
} from "#domain/enterprise-sheet.ts";
import { EQUIPMENT_EVENTS } from "#domain/equipment-state.ts";
import { entryChangeOf } from "#domain/list-entry.ts";
import type { PledgeSheet } from "#domain/pledge-sheet.ts";
import { dateText, nameOf } from "./format.ts";
import { departmentName, type SnapshotIndex } from "./snapshot-index.ts";

/** What a time line is drawn from. */
interface Published {
  equipment: readonly EquipmentLine[];
  memberships: readonly Membership[];
  pledges: readonly PledgeSheet[];
  acceptances: readonly AcceptanceLine[];
  announcements: readonly Announcement[];
}

/** Everything published about an enterprise, the latest first. */
export function timeline(index: SnapshotIndex, published: Published): TimelineEntry[] {
  return [
    ...published.memberships.flatMap(fromMembership),
    ...published.equipment.flatMap(fromEquipment),
    ...published.pledges.flatMap(fromPledge),
    ...published.acceptances.map(fromAcceptance),
    ...published.announcements.map((announcement) => fromAnnouncement(index, announcement)),
  ].sort((a, b) => b.on.localeCompare(a.on));
}

function fromMembership(membership: Membership): TimelineEntry[] {
  const { row, batchTitle, listName, listPath, sourceFile } = membership;
  return membership.versions.map((version) => {
    const isFirst = version.change === "listed";
    return {
      on: isFirst ? row.publishedOn : version.on,
      kind: "list",
      title: isFirst
        ? `${row.notice ? "公示" : "列入"}《${batchTitle}》`
        : `${listName}：${entryChangeOf(version.change).name}`,
      detail: isFirst ? row.ground : version.reason,
      publisher: row.publisher,
      number: isFirst ? row.documentNumber : version.document,
      source: isFirst ? sourceFile : null,
      href: listPath,
    };
  });
}

function fromEquipment(line: EquipmentLine): TimelineEntry[] {
  return line.facts.map((fact) => ({
    on: fact.on,
    kind: "equipment",
    title: `${line.label}：${nameOf(EQUIPMENT_EVENTS, fact.event)}`,
    detail: fact.note,
    publisher: fact.by,
    number: null,
    source: fact.source,
    href: null,
  }));
}

function fromPledge(pledge: PledgeSheet): TimelineEntry[] {
  const entry = (on: string | null | undefined, title: string, source: string | null = null) =>
    on
      ? [
          {
            on,
            title,
            source,
            kind: "pledge" as const,
            href: `/pledges/${pledge.id}/`,
            ...UNSIGNED,
          },
        ]
      : [];
  const until = pledge.dismantleBy ? `，写明${dateText(pledge.dismantleBy)}前拆除` : "";
  return [
    ...entry(pledge.publishedOn, `公开承诺不再恢复生产${until}`),
    ...entry(pledge.provincialNotice?.on, "省级网站公告封存情况", pledge.provincialNotice?.site),
    ...entry(pledge.fulfilledOn, "承诺所涉设备已拆除"),
    ...entry(pledge.breachedOn, "查实违反承诺、恢复生产"),
    ...entry(pledge.withdrawal?.on, `承诺撤销：${pledge.withdrawal?.reason}`),
  ];
}

const UNSIGNED = { detail: null, publisher: null, number: null };

function fromAcceptance(line: AcceptanceLine): TimelineEntry {
  return {
    on: line.on,
    kind: "acceptance",
    title: `${nameOf(ACCEPTANCE_LEVELS, line.level)}验收${line.isPassed ? "通过" : "未通过"}${line.withdrawal ? "（后来撤销）" : ""}`,
    detail: line.equipment.join("、"),
    publisher: line.by,
    number: null,
    source: line.source,
    href: null,
  };
}

function fromAnnouncement(index: SnapshotIndex, announcement: Announcement): TimelineEntry {
  return {
    on: announcement.publishedOn,
    kind: "announcement",
    title: `${nameOf(ANNOUNCEMENT_KINDS, announcement.kind)}：${announcement.title}`,
    detail: null,
    publisher: departmentName(index, announcement.jurisdiction, announcement.issuer),
    number: announcement.number ?? null,
    source: null,
    href: `/announcements/${announcement.id}/`,
  };
}

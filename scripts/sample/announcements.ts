import type { AnnouncementFacts } from "#domain/announcement.ts";
import { addDays, type CalendarDate } from "#domain/calendar-date.ts";
import { PUBLICATION_ACTS } from "#domain/list-kind.ts";
import type { IssuedBatch } from "./batches.ts";
import type { Place } from "./place.ts";

/** An announcement with the text below its facts. */
export interface Notice {
  facts: AnnouncementFacts;
  body: string;
}

/** Which kind of announcement an act of publishing becomes; 公告 of an exit has a kind of its own. */
const KIND_OF_ACT: Readonly<Record<string, AnnouncementFacts["kind"]>> = {
  "public-notice": "public-notice",
  inform: "progress",
};

const EXIT_KINDS: readonly string[] = ["exit", "annual-result", "legally-exited"];

/** Days a demonstration notice asks for objections: the notice states it, no programme does. */
const NOTICE_DAYS = 6;

const DISCLAIMER = "> 演示数据：下列名单、企业和日期都是虚构的，只用来说明页面怎样显示。";

/** Days after the end of a demonstration notice on which its result is published. */
const RESULT_DAYS = 5;
/** Days after the end for which it still waits, so that such notices can be seen too. */
const WAITING_DAYS = 100;

/**
 * The announcement of a list, and those of its corrections and withdrawals. A public notice of
 * long ago has its result; later ones still wait for it.
 */
export function noticesOf(place: Place, batch: IssuedBatch, today: CalendarDate): Notice[] {
  const published = publication(place, batch);
  return [
    published,
    ...resultOf(published.facts, today),
    ...changeNotice(place, batch, "correction", batch.corrected),
    ...changeNotice(place, batch, "withdrawal", batch.withdrawn),
  ];
}

function publication(place: Place, batch: IssuedBatch): Notice {
  const { facts: list } = batch;
  const act = batch.list.duty?.act ?? "publish";
  const actName = PUBLICATION_ACTS.find((entry) => entry.id === act)?.name ?? "公布";
  const issuer = nameOf(place, list.publisher);
  const kind = kindOf(act, batch.list.kind.id);
  const to = addDays(list.publishedOn, NOTICE_DAYS);
  const hasPeriod = kind === "public-notice";
  return {
    facts: {
      id: idOf(place, batch),
      kind,
      title: `${issuer}${actName}：${list.title}（演示）`,
      issuer: list.publisher,
      publishedOn: list.publishedOn,
      ...(hasPeriod && {
        publicNotice: { from: list.publishedOn, to, objectTo: `${issuer}（演示，以书面形式提出）` },
      }),
      lists: [batch.id],
      enterprises: [],
      sample: true,
    },
    body: [
      DISCLAIMER,
      `${actName}${list.title}，共${batch.rows}条，所涉时间为${list.period}。`,
      batch.list.published.meaning.replace(/[^。]$/, "$&。"),
      ...(hasPeriod ? [`公示期为${list.publishedOn}至${to}，由本公示自行载明。`] : []),
    ].join("\n\n"),
  };
}

function resultOf({ publicNotice, ...notice }: AnnouncementFacts, today: CalendarDate): Notice[] {
  if (!publicNotice || addDays(publicNotice.to, WAITING_DAYS) >= today) return [];
  return [
    {
      facts: {
        ...notice,
        id: `${notice.id}-result`,
        kind: "list-publication",
        title: notice.title.replace("公示：", "公布公示结果："),
        publishedOn: addDays(publicNotice.to, RESULT_DAYS),
        concludes: notice.id,
        objections: { received: 0 },
      },
      body: [DISCLAIMER, "公示期内没有收到异议，名单按公示的内容公布。"].join("\n\n"),
    },
  ];
}

function changeNotice(
  place: Place,
  batch: IssuedBatch,
  kind: "correction" | "withdrawal",
  changes: IssuedBatch["corrected"],
): Notice[] {
  const [first] = changes;
  if (!first) return [];
  const word = kind === "correction" ? "更正" : "撤销";
  return [
    {
      facts: {
        id: `${idOf(place, batch)}-${kind}`,
        kind,
        title: `关于${word}${batch.facts.title}部分内容的说明（演示）`,
        issuer: batch.facts.publisher,
        publishedOn: first.on,
        lists: [batch.id],
        enterprises: changes.flatMap((change) => change.enterprise ?? []),
        sample: true,
      },
      body: [
        DISCLAIMER,
        ...changes.map((change) => `- ${change.printed}：${change.reason}。`),
        "原内容仍可在名单的历次版本中查到。",
      ].join("\n\n"),
    },
  ];
}

function kindOf(act: string, list: string): AnnouncementFacts["kind"] {
  if (EXIT_KINDS.includes(list) && act === "announce") return "exit-announcement";
  return KIND_OF_ACT[act] ?? "list-publication";
}

function idOf(place: Place, batch: IssuedBatch): string {
  return `${place.id}-demo-${batch.id.replace("/", "-")}`;
}

function nameOf(place: Place, department: string): string {
  return place.folder.departments.find((entry) => entry.id === department)?.name ?? department;
}

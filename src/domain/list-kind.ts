import { z } from "zod";
import { citations } from "./citation.ts";
import { id, line, lineOrUnsaid, paragraph } from "./text.ts";

/** 公告、公示、公布、披露…: different acts of publishing, never shown as one another. */
export const PUBLICATION_ACTS = [
  { id: "announce", name: "公告" },
  { id: "public-notice", name: "公示" },
  { id: "publish", name: "公布" },
  { id: "disclose", name: "公开" },
  { id: "reveal", name: "披露" },
  { id: "inform", name: "通报" },
  { id: "expose", name: "曝光" },
  { id: "pledge", name: "公开承诺" },
  { id: "update", name: "更新" },
  { id: "issue", name: "发布" },
] as const;
type PublicationAct = (typeof PUBLICATION_ACTS)[number]["id"];
const publicationAct = z.enum(
  PUBLICATION_ACTS.map((act) => act.id) as [PublicationAct, ...PublicationAct[]],
);

/** How a badge for this list looks; the words, not the colour, carry the meaning. */
export const LIST_TONES = ["neutral", "warning", "danger", "done"] as const;

/** A kind of list, wherever it is published. `content/list-kinds.yaml`; a new kind is an entry. */
export const listKind = z.strictObject({
  id,
  name: line,
  explanation: paragraph.describe("What being on it means, and what it does not mean"),
  tone: z.enum(LIST_TONES),
  rowSubject: z.enum(["equipment", "enterprise", "matter"]).describe("What a row is about"),
  hasTerm: z.boolean().describe("Whether rows carry a rectification term"),
});
export type ListKind = z.infer<typeof listKind>;
export const listKinds = z.array(listKind).min(1);

/** A duty to publish something: who, what, where, how often, with its words. */
export const publicationDuty = z.strictObject({
  id: z.string().regex(/^[A-Z]{2}-P\d+$/, "写成 AK-P1 这样"),
  act: publicationAct,
  what: line,
  publishers: z.array(id).describe("Department ids, when they can be named"),
  publisherWords: lineOrUnsaid.describe(
    "Who must publish, in words; null when the text names nobody",
  ),
  where: lineOrUnsaid.describe("Where; null when not said"),
  frequency: lineOrUnsaid.describe("How often or by when, as printed; null when not said"),
  cites: citations,
});
export type PublicationDuty = z.infer<typeof publicationDuty>;

/** A kind of list as one jurisdiction publishes it, in its own words. */
export const publishedList = z.strictObject({
  kind: id.describe("Id in list-kinds.yaml"),
  name: line.describe("What it is called here"),
  label: lineOrUnsaid.describe("黄牌, 红牌: only where the text prints it"),
  duty: z.string().describe("Id of the publication duty"),
  meaning: line.describe("What being on it means here"),
  consequences: lineOrUnsaid.describe("What follows for those on it, where the text says so"),
});
export type PublishedList = z.infer<typeof publishedList>;

/** `content/jurisdictions/<id>/lists.yaml`. */
export const lists = z.strictObject({
  duties: z.array(publicationDuty),
  kinds: z.array(publishedList),
});

import { stringify } from "yaml";
import { enterprise } from "#domain/enterprise.ts";
import { equipment } from "#domain/equipment.ts";
import { ledgerRow } from "#domain/ledger.ts";
import { listEntryVersion } from "#domain/list-entry.ts";
import type { FileChange } from "#registry/journal.ts";
import type { Snapshot } from "#registry/snapshot.ts";
import { ChangedFiles } from "./changed-files.ts";
import { GivenIds } from "./given-ids.ts";
import { newRows } from "./new-rows.ts";
import { concludedNotice } from "./notice-guards.ts";
import type { Publication } from "./publication.ts";
import { guardSentences } from "./publication-guards.ts";
import { publicationSentences } from "./publication-sentences.ts";

/** What publishing would write, in sentences for whoever approves it; or why it may not be. */
export type PublicationPlan =
  | {
      changes: FileChange[];
      sentences: string[];
      /** In the ledger once it is written: of the announcement, or of the batch of records. */
      id: string;
    }
  | { refusals: string[] };

/**
 * Works out every file that publishing a draft changes below `root`: rows, new firms and machines,
 * ledger, announcement. Writes nothing.
 */
export function planPublication(root: string, publication: Publication): PublicationPlan {
  const refusals = guardSentences(publication);
  if (refusals.length > 0) return { refusals };
  const { snapshot, place, kind, facts } = publication;
  const ids = new GivenIds(snapshot.ledger, facts.publishedOn);
  const rows = newRows(publication, ids);
  const batch = nextBatch(publication);
  const announcement = ids.take("announcement", `${place.id}-${kind}-${batch}`);
  const files = new ChangedFiles(root);
  const firms = snapshot.enterprises.filter((firm) => firm.jurisdiction === place.id);
  files.restate(`enterprises/${place.id}.csv`, enterprise, firms, ({ id }) =>
    rows.restated.get(id),
  );
  files.append(`enterprises/${place.id}.csv`, enterprise, rows.enterprises);
  files.append(`equipment/${place.id}.csv`, equipment, rows.equipment);
  for (const { batch: file, version } of rows.revised) {
    files.append(`lists/${place.id}/${file}.csv`, listEntryVersion, [version]);
  }
  const isSample = isSamplePlace(snapshot, place);
  if (rows.enterprises.length > 0)
    files.ensure(`enterprises/${place.id}.yaml`, stringify({ sample: isSample }));
  if (rows.listed.length > 0) {
    files.append(`lists/${place.id}/${kind}/${batch}.csv`, listEntryVersion, rows.listed);
    files.write(
      `lists/${place.id}/${kind}/${batch}.yaml`,
      stringify(batchFacts(publication, isSample)),
    );
  }
  const concluded = concludedNotice(publication)?.lists ?? [];
  const lists = rows.listed.length > 0 ? [`${kind}/${batch}`] : concluded;
  const text = announcementText(publication, { id: announcement, lists, sample: isSample });
  files.write(`announcements/${place.id}/${announcement}.md`, text);
  files.append(`ledger/${place.id}.csv`, ledgerRow, ids.rows);
  return {
    changes: files.changes(),
    sentences: publicationSentences(publication, rows),
    id: announcement,
  };
}

/** `2026-03`, after the batches of that year that are published. */
function nextBatch({ snapshot, place, kind, facts }: Publication): string {
  const numbers = snapshot.lists
    .filter(
      (list) => list.jurisdiction === place.id && list.kind === kind && list.year === facts.year,
    )
    .map((list) => Number(list.id.split("-").at(-1)));
  return `${facts.year}-${String(Math.max(0, ...numbers) + 1).padStart(2, "0")}`;
}

/** Where the firms of a place are demonstration, what is published among them is too. */
export function isSamplePlace(
  { enterprises }: Pick<Snapshot, "enterprises">,
  place: { id: string },
): boolean {
  return enterprises.some((firm) => firm.jurisdiction === place.id && firm.isSample);
}

/** Import field → name of the column in a published batch. */
const COLUMNS = [
  ["name", "enterprise"],
  ["area", "area"],
  ["industry", "industry"],
  ["equipment", "equipment"],
  ["capacity", "capacity"],
  ["aspects", "aspects"],
] as const;

function batchFacts({ draft, facts }: Publication, sample: boolean) {
  const found = draft.source.sheets[0]?.columns ?? {};
  const { title, publisher, publishedOn, documentNumber, period, displayUntil } = facts;
  const { file, sha256 } = draft.source;
  return {
    title,
    publisher,
    publishedOn,
    ...(documentNumber && { documentNumber }),
    ...(period && { period }),
    ...(displayUntil && { displayUntil }),
    source: { file, sha256, isPublic: facts.isSourcePublic },
    columns: Object.fromEntries(
      COLUMNS.flatMap(([field, name]) => (found[field] ? [[name, found[field]]] : [])),
    ),
    sample,
  };
}

function announcementText(
  publication: Publication,
  given: { id: string; lists: readonly string[]; sample: boolean },
): string {
  const { facts } = publication;
  const { kind, title, body, publicNotice } = facts.announcement;
  const front = {
    id: given.id,
    kind,
    title,
    ...(facts.documentNumber && { number: facts.documentNumber }),
    issuer: facts.publisher,
    publishedOn: facts.publishedOn,
    ...(publicNotice && { publicNotice }),
    ...resultOf(publication),
    lists: given.lists,
    sample: given.sample,
  };
  return `---\n${stringify(front)}---\n\n${body.trim()}\n`;
}

/** Of which notice it is the result, and what became of the objections: a number and a sentence. */
function resultOf(publication: Publication) {
  const notice = concludedNotice(publication);
  if (notice === undefined) return {};
  const { received } = publication.objections.get(notice.id) ?? { received: 0 };
  const answer = publication.facts.objectionAnswer;
  const objections = received > 0 ? { received, answer } : { received };
  return { concludes: notice.id, objections };
}

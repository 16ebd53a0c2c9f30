import { futureFaults, personFaults } from "./cell-guards.ts";
import { citedText } from "./cited-text.ts";
import { newFirmFaults, readingFaults, uncountedFaults } from "./draft-guards.ts";
import { pictureFaults } from "./new-pictures.ts";
import { rowName, rowsToPublish } from "./publication.ts";
import type { RecordPublication } from "./record-publication.ts";

/** What must hold before records become public (domain facts §2.2, 2.3), a sentence for each fault. */
const GUARDS: readonly ((publication: RecordPublication) => string[])[] = [
  readingFaults,
  isSheetNew,
  newFirmFaults,
  uncountedFaults,
  isRevisionExplained,
  personFaults,
  futureFaults,
  areSubjectsKnown,
  hasPictures,
  pictureFaults,
];

/** Every sentence about what still stands in the way; empty when nothing does. */
export function recordGuardSentences(publication: RecordPublication): string[] {
  return GUARDS.flatMap((guard) => guard(publication));
}

/** The same sheet twice would register every row twice. */
function isSheetNew({ snapshot, place, room, draft }: RecordPublication): string[] {
  if (!draft.rows.some((row) => row.action === "add")) {
    const isIdle = draft.rows.every((row) => row.action === "keep");
    return isIdle ? ["表里的内容都已经公布过，没有新的。"] : [];
  }
  const { file, sha256 } = draft.source;
  return snapshot.recordBatches
    .filter((batch) => batch.jurisdiction === place.id && batch.room === room)
    .filter((batch) => batch.source.sha256 === sha256)
    .map((batch) => `“${file}”已经公布过（${batch.id}），没有公布第二次。`);
}

function isRevisionExplained({ draft, facts }: RecordPublication): string[] {
  const changed = draft.rows.filter((row) => row.differences.length > 0).length;
  if (changed === 0 || facts.revision !== undefined) return [];
  return [`有 ${changed} 行与已公布的不同，要说明是更正还是更新进展，并写明理由。`];
}

/** Since the import somebody else may have published otherwise. */
function areSubjectsKnown(publication: RecordPublication): string[] {
  const { snapshot, room } = publication;
  const known = new Set([...snapshot.acceptances, ...snapshot.pledges].map(({ id }) => id));
  return rowsToPublish(publication).flatMap((row) => {
    const isGone = room !== "enterprises" && row.continues !== null && !known.has(row.continues);
    return isGone ? [`${rowName(row)}更正的记录已经不在了，请重新导入。`] : [];
  });
}

/** No acceptance passes without pictures before, during and after, where the programme asks for them. */
function hasPictures(publication: RecordPublication): string[] {
  const rules = publication.place.terms.acceptance;
  if (publication.room !== "acceptances" || rules?.needsPhotos !== true) return [];
  const source = citedText(publication, rules.cites);
  return rowsToPublish(publication).flatMap((row) => {
    if (row.values.isPassed?.value !== true) return [];
    const missing = PICTURES.filter(
      ([flag, , field]) => row.values[flag]?.value !== true && !row.values[field]?.value?.length,
    );
    if (missing.length === 0) return [];
    const names = missing.map(([, name]) => name).join("、");
    return [`${rowName(row)}写了通过验收，没有${names}的影像，不能公布${source}。`];
  });
}

const PICTURES = [
  ["hasPhotosBefore", "拆除前", "photosBefore"],
  ["hasPhotosDuring", "拆除中", "photosDuring"],
  ["hasPhotosAfter", "拆除后", "photosAfter"],
] as const;

import { PICTURE_PHASES, type Picture } from "#domain/picture.ts";
import type { DraftRow } from "#importing/import-draft.ts";
import { rowName, rowsToPublish } from "./publication.ts";
import type { RecordPublication } from "./record-publication.ts";

/** The pictures that a row names and that are not on record, each public only where the row says so. */
export function newPictures(
  { snapshot, pictures = [] }: RecordPublication,
  { values }: DraftRow,
  record: string,
): Picture[] {
  const open = values.publicFiles?.value ?? [];
  const known = snapshot.pictures.filter((picture) => picture.record === record);
  return PICTURE_PHASES.flatMap(({ id: phase, field }) =>
    (values[field]?.value ?? []).flatMap((name): Picture[] => {
      const found = pictures.find((entry) => entry.name === name);
      const isKnown = known.some(
        (entry) => entry.phase === phase && entry.sha256 === found?.sha256,
      );
      if (found === undefined || isKnown) return [];
      const { sha256, copySha256, copyType, copyBytes } = found;
      return open.includes(name)
        ? [{ record, phase, sha256, isPublic: true, copySha256, copyType, copyBytes }]
        : [{ record, phase, sha256, isPublic: false, copyType }];
    }),
  );
}

/** Every file that a row names must have come along, and every one that came must be named. */
export function pictureFaults(publication: RecordPublication): string[] {
  const rows = rowsToPublish(publication);
  const given = new Set((publication.pictures ?? []).map(({ name }) => name));
  const named = new Set<string>();
  const missing = rows.flatMap((row) =>
    PICTURE_PHASES.flatMap(({ field }) => {
      const read = row.values[field];
      const names = read?.value ?? [];
      for (const name of names) named.add(name);
      return names
        .filter((name) => !given.has(name))
        .map((name) => `${row.sheet}!${read?.cell}写的“${name}”没有一起上传。`);
    }),
  );
  const strange = [...given].filter((name) => !named.has(name));
  return [...missing, ...strange.map((name) => `“${name}”上传了，表里没有一行提到它。`)];
}

/** What becomes of the pictures of a row, for whoever approves it. */
export function pictureSentences(publication: RecordPublication): string[] {
  return rowsToPublish(publication).flatMap((row) => {
    const open = row.values.publicFiles?.value ?? [];
    return PICTURE_PHASES.flatMap(({ name: phase, field }) =>
      (row.values[field]?.value ?? []).map(
        (name) =>
          `${rowName(row)}的文件“${name}”（${phase}）${open.includes(name) ? "公开，去掉附加信息" : "只存档，不公开"}。`,
      ),
    );
  });
}

import type { ImportTemplate } from "#domain/import-sheet.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";

/** A sheet to fill, and what it is called in this place. */
export interface ChosenTemplate {
  template: ImportTemplate;
  title: string;
}

/**
 * The sheet for a kind of list or room: the official form of the place where there is one, else
 * the plain one. `isPlain` asks for the plain one in any case. Undefined: no such kind.
 */
export function findTemplate(
  snapshot: Snapshot,
  place: JurisdictionFolder,
  kind: string,
  isPlain: boolean,
): ChosenTemplate | undefined {
  const { templates } = snapshot.importing;
  const own = templates.find(
    (entry) =>
      entry.jurisdiction === place.id &&
      (entry.room === "lists" ? entry.kinds.includes(kind) : entry.room === kind),
  );
  const rooms = templates.filter((entry) => entry.jurisdiction === undefined);
  const plain = rooms.find((entry) => entry.room === kind) ?? listTemplate(snapshot, rooms, kind);
  const template = isPlain ? plain : (own ?? plain);
  if (template === undefined) return undefined;
  return { template, title: titleOf(snapshot, place, kind, template) };
}

function listTemplate(
  snapshot: Snapshot,
  templates: readonly ImportTemplate[],
  kind: string,
): ImportTemplate | undefined {
  const facts = snapshot.listKinds.find((entry) => entry.id === kind);
  return templates.find(
    (entry) =>
      facts !== undefined &&
      entry.room === "lists" &&
      entry.rowSubject === facts.rowSubject &&
      entry.hasTerm === facts.hasTerm,
  );
}

/** An official form keeps its title; a plain list takes the name the place gives it. */
function titleOf(
  snapshot: Snapshot,
  place: JurisdictionFolder,
  kind: string,
  { form, title }: ImportTemplate,
): string {
  if (form !== undefined) return title;
  const name =
    place.publishedLists.find((list) => list.kind === kind)?.name ??
    snapshot.listKinds.find((entry) => entry.id === kind)?.name;
  return name === undefined ? `${place.facts.name}${title}` : `${place.facts.name}${name}`;
}

import { type DeskChange, departmentsOf } from "#domain/desk-change.ts";
import { ContentFolder } from "#registry/folder.ts";
import type { FileChange } from "#registry/journal.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { appendItem, changeItem } from "./yaml-items.ts";

type Change<Kind extends DeskChange["kind"]> = Extract<DeskChange, { kind: Kind }>;
type Cite = { document: string; where: string };

/**
 * What a change of departments or responsibilities changes below `root`. Nothing when it is written
 * already, so that doing it again does no harm.
 */
export function planDeskChange(
  root: string,
  snapshot: Pick<Snapshot, "jurisdictions" | "documents">,
  change: DeskChange,
): FileChange[] {
  const place = snapshot.jurisdictions.find(({ id }) => id === change.jurisdiction);
  if (place === undefined || isWritten(place, change)) return [];
  const folder = new ContentFolder(root);
  const at = (name: string) => `jurisdictions/${place.id}/${name}.yaml`;
  const document = change.document ?? newDocumentId(snapshot, change);
  const cite: Cite = { document, where: change.where };
  const room = change.kind === "assign" ? "responsibilities" : "departments";
  const text = edited(folder.read(at(room)) ?? "", place, change, cite);
  const { newDocument } = change;
  if (newDocument === undefined) return [{ file: at(room), text }];
  const { number = null, title, issuer, issuedOn = null } = newDocument;
  const entry = { id: document, kind: "notice", number, title, issuers: [issuer], issuedOn };
  const documents = appendItem(folder.read(at("documents")) ?? "", ["own"], entry);
  return [
    { file: at(room), text },
    { file: at("documents"), text: documents },
  ];
}

/** The id under which the rule that a change of responsibilities makes will stand. */
export function newRuleId(place: JurisdictionFolder, { rule, from }: Change<"assign">): string {
  const wanted = `${rule}-${from.replaceAll("-", "")}`;
  return freeId(
    place.responsibilities.map(({ id }) => id),
    wanted,
  );
}

function edited(text: string, place: JurisdictionFolder, change: DeskChange, cite: Cite): string {
  switch (change.kind) {
    case "make":
      return made(text, change, cite);
    case "rename":
      return renamed(text, change, cite);
    case "dissolve":
      return dissolved(text, change, cite);
    case "assign":
      return assigned(text, place, change, cite);
  }
}

function made(text: string, change: Change<"make">, cite: Cite): string {
  const { id, name, shortName, level, type: kind, area, superior, from: activeFrom } = change;
  const where = area === undefined ? {} : { area };
  const life = { activeFrom, cites: [cite] };
  return appendItem(text, [], { id, name, shortName, level, kind, ...where, superior, ...life });
}

function renamed(
  text: string,
  { department, name, shortName, from }: Change<"rename">,
  cite: Cite,
): string {
  return changeItem(text, [], department, (item) => ({
    ...item,
    laterNames: [
      ...((item.laterNames as object[] | undefined) ?? []),
      { name, shortName, activeFrom: from, cites: [cite] },
    ],
  }));
}

function dissolved(
  text: string,
  { departments, successor, from }: Change<"dissolve">,
  cite: Cite,
): string {
  return departments.reduce(
    (before, department) =>
      changeItem(before, [], department, (item) => ({
        ...item,
        activeTo: from,
        successor,
        cites: [...((item.cites as object[] | undefined) ?? []), cite],
      })),
    text,
  );
}

/** The old rule ends, and one with other desks, and the new citation, begins. */
function assigned(
  text: string,
  place: JurisdictionFolder,
  change: Change<"assign">,
  cite: Cite,
): string {
  const { rule, leads, supporting, from } = change;
  let next: Record<string, unknown> = {};
  const ended = changeItem(text, [], rule, (item) => {
    const { isManual: _, ...kept } = item;
    const id = newRuleId(place, change);
    next = { ...kept, id, leads, supporting, printedAs: null, activeFrom: from, cites: [cite] };
    return { ...item, activeTo: from };
  });
  return appendItem(ended, [], next);
}

function isWritten(place: JurisdictionFolder, change: DeskChange): boolean {
  const { from } = change;
  const entries = place.departments.filter(({ id }) => departmentsOf(change).includes(id));
  switch (change.kind) {
    case "make":
      return entries.some(({ activeFrom, name }) => activeFrom === from && name === change.name);
    case "rename":
      return entries.some(({ laterNames }) =>
        laterNames.some(({ name, activeFrom }) => name === change.name && activeFrom === from),
      );
    case "dissolve":
      return entries.every(
        ({ activeTo, successor }) => activeTo === from && successor === change.successor,
      );
    case "assign":
      return place.responsibilities.some(
        ({ id, activeFrom, leads }) =>
          id.startsWith(`${change.rule}-`) &&
          activeFrom === from &&
          leads.join() === change.leads.join(),
      );
  }
}

function newDocumentId(
  { jurisdictions, documents }: Pick<Snapshot, "jurisdictions" | "documents">,
  change: DeskChange,
): string {
  const known = [...documents, ...jurisdictions.flatMap(({ ownDocuments }) => ownDocuments)];
  return freeId(
    known.map(({ id }) => id),
    `${change.jurisdiction}-arrangement-${change.from.replaceAll("-", "")}`,
  );
}

/** The id itself, or with the first number nobody has. */
function freeId(taken: readonly string[], wanted: string): string {
  for (let nth = 2, id = wanted; ; nth += 1) {
    if (!taken.includes(id)) return id;
    id = `${wanted}-${nth}`;
  }
}

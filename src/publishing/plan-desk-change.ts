import { type DeskChange, departmentsOf } from "#domain/desk-change.ts";
import { ContentFolder } from "#registry/folder.ts";
import type { FileChange } from "#registry/journal.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { freeId } from "./free-id.ts";
import { assigned, type Cite, divided, isDivided } from "./plan-rules.ts";
import { appendItem, changeItem } from "./yaml-items.ts";

type Change<Kind extends DeskChange["kind"]> = Extract<DeskChange, { kind: Kind }>;

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
  const room = ROOMS[change.kind];
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

/** The file that a change of each kind is written in. */
const ROOMS = {
  make: "departments",
  rename: "departments",
  dissolve: "departments",
  assign: "responsibilities",
  divide: "responsibilities",
} as const satisfies Record<DeskChange["kind"], string>;

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
    case "divide":
      return divided(text, place, change, cite);
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
    case "divide":
      return isDivided(place, change);
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

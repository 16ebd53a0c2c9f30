import { DESK_CHANGES, type DeskChange } from "#domain/desk-change.ts";
import { documentLabel } from "#lib/format.ts";
import type { JurisdictionFolder, Snapshot } from "#registry/snapshot.ts";
import { formText } from "./signed-in.ts";

/** Fields that a change of each kind has of its own; those of several choices end in `[]`. */
const OWN_FIELDS: Readonly<Record<DeskChange["kind"], readonly string[]>> = {
  make: ["id", "name", "shortName", "level", "type", "area", "superior"],
  rename: ["department", "name", "shortName"],
  dissolve: ["departments[]", "successor"],
  assign: ["rule", "supporting[]"],
  divide: [],
};
const NEW_DOCUMENT = ["title", "number", "issuer", "issuedOn"] as const;

/** What the fields of a change say, for the use case to check. */
export function deskChangeInput(form: FormData): Record<string, unknown> {
  const kind = DESK_CHANGES.find(({ id }) => id === formText(form, "kind"))?.id;
  const own = (kind === undefined ? [] : OWN_FIELDS[kind]).map((field) => {
    const name = field.replace("[]", "");
    return [name, field === name ? formText(form, name).trim() : form.getAll(name).map(String)];
  });
  // Who comes first has a question of its own, since it leads the tips.
  const leads = [formText(form, "first"), ...form.getAll("leads").map(String)].filter(Boolean);
  return {
    kind,
    jurisdiction: formText(form, "jurisdiction"),
    ...Object.fromEntries(own),
    ...(kind === "assign" ? { leads: [...new Set(leads)] } : {}),
    ...basisInput(form),
  };
}

/** From when, and where it stands. */
export function basisInput(form: FormData): Record<string, unknown> {
  const document = NEW_DOCUMENT.map((name) => [name, formText(form, `newDocument.${name}`).trim()]);
  const isNew = document.some(([, value]) => value !== "");
  return {
    from: formText(form, "from"),
    document: formText(form, "document"),
    ...(isNew ? { newDocument: Object.fromEntries(document) } : {}),
    where: formText(form, "where").trim(),
  };
}

/** What there is to choose from in a place. */
export function deskChangeOptions(
  { documents, topics, industries }: Snapshot,
  { departments, responsibilities, areas, ownDocuments }: JurisdictionFolder,
) {
  const shortNameOf = (of: string) => departments.find(({ id }) => id === of)?.shortName ?? of;
  return {
    departments: departments.filter(({ activeTo }) => activeTo === undefined).map(asOption),
    rules: responsibilities
      .filter(({ activeTo }) => activeTo === undefined)
      .map(({ id, summary, leads }) => ({
        value: id,
        label: `${leads.map(shortNameOf).join("、") || "没有写明由谁牵头"}：${summary}`,
      })),
    areas: areas.map(asOption),
    topics: topics.map(asOption),
    industries: industries.map(asOption),
    documents: [...ownDocuments, ...documents].map((entry) => ({
      value: entry.id,
      label: documentLabel(entry),
    })),
  };
}

function asOption({ id, name }: { id: string; name: string }) {
  return { value: id, label: name };
}

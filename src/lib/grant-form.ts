import type { Snapshot } from "#registry/snapshot.ts";
import { formText } from "./signed-in.ts";

/** What the fields of a role say, for the use case to check. */
export function grantInput(form: FormData): Record<string, string> {
  const [jurisdiction = "", department = ""] = formText(form, "place").split("/");
  const given = {
    role: formText(form, "role"),
    jurisdiction,
    department,
    area: formText(form, "area"),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
}

/** Whether the fields of a role were filled in at all. */
export function hasGrant(form: FormData): boolean {
  return Object.keys(grantInput(form)).length > 0;
}

/** Places and their desks to choose from. */
export function placeOptions(snapshot: Snapshot) {
  return snapshot.jurisdictions.flatMap(({ id, facts, departments }) => [
    { value: id, label: `${facts.name}（整个地区）` },
    ...departments.map((department) => ({
      value: `${id}/${department.id}`,
      label: `${facts.name} · ${department.shortName}${department.activeTo === undefined ? "" : `（${department.activeTo}起撤销）`}`,
    })),
  ]);
}

/** Areas to choose from. */
export function areaOptions(snapshot: Snapshot) {
  return snapshot.jurisdictions.flatMap(({ facts, areas }) =>
    areas.map(({ id, name }) => ({ value: id, label: `${facts.name} · ${name}` })),
  );
}

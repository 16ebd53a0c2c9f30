import type { Problem } from "#domain/problem.ts";
import type { Grant } from "#domain/staff-role.ts";
import type { House } from "./house.ts";

/** What is wrong with the places of roles: a place, department or area that is not in the content. */
export function grantProblems(house: House, grants: readonly Grant[]): Problem[] {
  return grants.flatMap((given, index) => problemsOfGrant(house, given, `grants.${index}`));
}

function problemsOfGrant(house: House, given: Grant, field: string): Problem[] {
  const { jurisdiction, department, area } = given;
  if (jurisdiction === undefined) return [];
  const place = house.snapshot().jurisdictions.find((entry) => entry.id === jurisdiction);
  if (place === undefined) {
    return [{ field: `${field}.jurisdiction`, message: "没有这个地区，请从列表里选。" }];
  }
  const isMissing = (rows: readonly { id: string }[], id: string | undefined) =>
    id !== undefined && !rows.some((row) => row.id === id);
  return [
    ...(isMissing(place.departments, department)
      ? [{ field: `${field}.department`, message: "这个地区没有这个部门，请从列表里选。" }]
      : []),
    ...(isMissing(place.areas, area)
      ? [{ field: `${field}.area`, message: "这个地区没有这个县（市、区），请从列表里选。" }]
      : []),
  ];
}

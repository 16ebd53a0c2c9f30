/**
 * 核查方式. How what a finding says was checked. On site there is a record of two inspectors; for the
 * other ways the desk writes why nobody went there. The ways are this register's own: no programme
 * lists them.
 */
export const CHECK_WAYS = [
  { id: "on-site", name: "现场核查" },
  { id: "documents", name: "书面核实" },
  { id: "other-department", name: "其他部门已核查" },
  { id: "no-access", name: "无法到场" },
] as const;
export type CheckWay = (typeof CHECK_WAYS)[number]["id"];

/** The only way that stands on a record. */
export const ON_SITE = "on-site" satisfies CheckWay;

/** How a way is called. */
export function checkWayName(way: CheckWay): string {
  return CHECK_WAYS.find(({ id }) => id === way)?.name ?? way;
}

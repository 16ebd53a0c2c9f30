import { listActsOfCopied } from "#db/queries/disclosure-copies.ts";
import { listActsAtDesks } from "#db/queries/disclosures.ts";
import { DISCLOSURE_ACTS, type DisclosureStage, disclosureStage } from "#domain/disclosure.ts";
import { type Authorised, desksWhere, mayDo } from "#domain/staff-role.ts";
import type { DeskName } from "./desk-keys.ts";
import type { House } from "./house.ts";

/** A tip whose outcome was proposed, disclosed or withdrawn; nothing of what it says. */
export interface DisclosureLine extends DeskName {
  reference: string;
  stage: Exclude<DisclosureStage, "none">;
  /** Since when. */
  at: string;
}

/**
 * Where the disclosures stand that somebody may decide on, what waits for a second person first: of
 * their own desks, and for a coordinator those of desks without a second person.
 */
export async function listDisclosures(house: House, member: Authorised): Promise<DisclosureLine[]> {
  const desks = desksWhere(member, "readTip");
  const all = await listActsAtDesks(house.db.read, desks, DISCLOSURE_ACTS);
  const own = all.filter(({ jurisdiction, department, area }) => {
    const place = { jurisdiction, department, area: area ?? undefined };
    return mayDo(member, "readTip", place) && mayDo(member, "disclose", place);
  });
  const places = house.snapshot().jurisdictions.map(({ id }) => id);
  const copied = await listActsOfCopied(house.db.read, places, DISCLOSURE_ACTS);
  const forOffice = copied.filter(
    ({ jurisdiction, area, reference }) =>
      mayDo(member, "disclose", { jurisdiction, area: area ?? undefined }) &&
      own.every((row) => row.reference !== reference),
  );
  const rows = [...own, ...forOffice];
  const lines = [...Map.groupBy(rows, ({ reference }) => reference).values()].flatMap((done) => {
    const last = done.at(-1);
    const stage = disclosureStage(done.map(({ act }) => act));
    return last === undefined || stage === "none" ? [] : [{ ...last, stage }];
  });
  const isWaiting = ({ stage }: DisclosureLine) => Number(stage === "proposed");
  return lines
    .map(({ act: _, area: __, ...line }): DisclosureLine => line)
    .sort((a, b) => isWaiting(b) - isWaiting(a) || b.at.localeCompare(a.at));
}

import { listStaffTrail, listTipTrail, type TrailFilter } from "#db/queries/audit-trail.ts";
import { PAPER_MADE, paperMadeName } from "#domain/paper.ts";
import { STAFF_ACTS } from "#domain/staff-event.ts";
import { actOf } from "#domain/tip-act.ts";
import { type TipStatus, tipStatusOf } from "#domain/tip-status.ts";
import type { House } from "./house.ts";

/** One thing that was done: when, what, by whom, on what. No word of any tip. */
export interface TrailLine {
  position: number;
  at: string;
  /** What was done, in words. */
  name: string;
  /** Member id, `recovery`, `reporter`, `console` or a job of the server. */
  actor: string;
  /** Reference of a tip, or the member it was done to. */
  about: string | null;
  jurisdiction: string | null;
  department: string | null;
  /** What the recovery passphrase was used for; null with everything else. */
  purpose: string | null;
}

export interface AuditTrail {
  lines: readonly TrailLine[];
  /** Where the next page begins; null at the end. */
  before: number | null;
}

/** Lines on one page. */
const PAGE = 100;

/** The trail of tips or of the staff, newest first; whether it is whole is for `audit:verify`. */
export async function listAuditTrail(
  house: House,
  of: "tips" | "staff",
  filter: TrailFilter,
): Promise<AuditTrail> {
  const lines = of === "tips" ? await tipLines(house, filter) : await staffLines(house, filter);
  const last = lines.at(-1);
  return { lines, before: lines.length === PAGE && last ? last.position : null };
}

async function tipLines(house: House, filter: TrailFilter): Promise<TrailLine[]> {
  const rows = await listTipTrail(house.db.read, filter, PAGE);
  const { papers } = house.snapshot();
  return rows.map(({ position, at, act, status, by, actor, outcome, reference, jurisdiction }) => ({
    position,
    at,
    name:
      act === PAPER_MADE
        ? paperMadeName(papers, outcome)
        : (actOf(act)?.name ?? tipStatusOf(status as TipStatus).name),
    actor,
    about: reference,
    jurisdiction,
    department: by === actor ? null : by,
    purpose: null,
  }));
}

async function staffLines(house: House, filter: TrailFilter): Promise<TrailLine[]> {
  const rows = await listStaffTrail(house.db.read, filter, PAGE);
  return rows.map(({ position, at, act, actor, memberId, jurisdiction, department, detail }) => ({
    position,
    at,
    name: STAFF_ACTS.find(({ id }) => id === act)?.name ?? act,
    actor,
    about: memberId,
    jurisdiction,
    department,
    purpose: act === "recovery-used" ? detail : null,
  }));
}

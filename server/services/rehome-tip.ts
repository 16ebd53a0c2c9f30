import type { NewHolders } from "#db/queries/tip-holders.ts";
import { listExclusionsOfTip } from "#db/queries/tip-holders.ts";
import { listDesksOfTip, listKeysOfTip } from "#db/queries/tips.ts";
import { officeOf } from "#domain/office.ts";
import type { RoutingDecision } from "#domain/routing.ts";
import { placeOn } from "#domain/standing-department.ts";
import { MOVES, type Move } from "#domain/tip-move.ts";
import type { CheckedAct, Doer } from "./check-act.ts";
import { isKeyOfDesk, type TipAtDesk } from "./desk.ts";
import { deskKeyOf } from "./desk-keys.ts";
import { exclusionOf } from "./exclusion.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import type { TipCourse } from "./open-tip.ts";
import { sealKeyToDesk } from "./tip-envelope.ts";

/** Where a tip goes, ready to be written: what is sealed is sealed already. */
export interface NewHome {
  decision: RoutingDecision;
  holders: NewHolders;
}

/** Works out who holds a tip after an act; null when the act leaves it where it is. */
export async function newHomeOf(
  house: House,
  { opened, clerk }: Doer,
  course: TipCourse,
  { act, said }: CheckedAct,
): Promise<Outcome<NewHome | null>> {
  const move = MOVES[act];
  if (move === undefined || clerk === null) return { value: null };
  const { tip } = opened;
  const on = house.today();
  const place = house.snapshot().jurisdictions.find((entry) => entry.id === tip.jurisdiction);
  if (place === undefined) throw new Error(`no content for the place of ${tip.reference}`);
  const held = await listDesksOfTip(house.db.read, tip.id);
  const exclusions = await listExclusionsOfTip(house.db.read, tip.id);
  const reading = move({
    place: placeOn(place, on),
    on,
    desks: course.decision.desks,
    receiving: held.filter((desk) => desk.isReceiving).map((desk) => desk.department),
    from: opened,
    department: said.department,
    isExcluded: exclusionOf(house, tip, exclusions),
    returns: course.acts.filter((earlier) => earlier === "return").length,
  });
  if ("problem" in reading) {
    return refuse("invalid", [{ field: reading.field, message: reading.problem }]);
  }
  return {
    value: {
      decision: { ...course.decision, desks: reading.desks, isManual: true },
      holders: await holdersOf(house, opened, reading),
    },
  };
}

async function holdersOf(
  house: House,
  { tip, contentKey, identityHalf, internalKey }: TipAtDesk,
  { desks, receiving }: Move,
): Promise<NewHolders> {
  const keys = await listKeysOfTip(house.db.read, tip.id);
  const { jurisdiction } = tip;
  const deskNames = [...new Set(receiving)].map((department) => ({ jurisdiction, department }));
  // The office keeps its half of the name's key, whichever desk has the tip.
  const groups = [...deskNames, officeOf(jurisdiction)];
  const kept = keys.filter(
    ({ holder }) => holder === "receipt" || groups.some((group) => isKeyOfDesk(holder, group)),
  );
  const [first] = desks;
  const added = await Promise.all(
    deskNames.map(async (desk) => {
      const key = await deskKeyOf(house, desk);
      const isInCharge = desk.department === first?.department;
      return [
        sealKeyToDesk(key, "content", contentKey, tip.id),
        ...(internalKey ? [sealKeyToDesk(key, "internal", internalKey, tip.id)] : []),
        ...(isInCharge && identityHalf
          ? [sealKeyToDesk(key, "identity-half", identityHalf, tip.id)]
          : []),
      ];
    }),
  );
  return {
    desks: desks.map((desk, order) => ({
      id: `${tip.id}/${desk.role}/${desk.department}`,
      tipId: tip.id,
      department: desk.department,
      role: desk.role,
      isReceiving: receiving.includes(desk.department),
      order,
    })),
    addedKeys: added.flat().filter(({ id }) => !kept.some((key) => key.id === id)),
    removedKeys: keys.filter((key) => !kept.includes(key)).map(({ id }) => id),
  };
}

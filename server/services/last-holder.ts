import { listDeskKeys, listHolders } from "#db/queries/desk-key-holders.ts";
import type { DeskName } from "./desk-keys.ts";
import { type House, refuse } from "./house.ts";

/** Whether nobody else holds the present key of a desk. */
export async function isLastHolder(
  house: House,
  desk: DeskName,
  memberId: string,
): Promise<boolean> {
  const present = (await listDeskKeys(house.db.read, desk)).at(-1);
  if (present === undefined) return false;
  const holders = (await listHolders(house.db.read, present.id)).map((row) => row.memberId);
  return holders.includes(memberId) && holders.every((id) => id === memberId);
}

export const LAST_HOLDER = refuse("conflict", [
  {
    field: "member",
    message:
      "这是该部门最后一位持有钥匙的成员。请先由本人向接手的人交付钥匙；没有接手的人时，只能动用恢复口令。",
  },
]);

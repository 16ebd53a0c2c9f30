import { admitDeskChange, declineDeskChange } from "./admit-desk-change.ts";
import type { House } from "./house.ts";
import { listDeskChangesFor, viewDeskChange } from "./list-desk-changes.ts";
import type { StaffSession } from "./staff-session.ts";
import { submitDeskChange, viewDeskChangePlan } from "./submit-desk-change.ts";

/** The use cases of changing departments and responsibilities, for whoever has signed in. */
export function createDeskChangeServices(house: House) {
  return {
    listDeskChanges: ({ member }: StaffSession) => listDeskChangesFor(house, member),
    viewDeskChange: ({ member }: StaffSession, id: string) => viewDeskChange(house, member, id),
    /** What would follow, without writing anything down. */
    viewDeskChangePlan: ({ member }: StaffSession, input: unknown) =>
      viewDeskChangePlan(house, member, input),
    submitDeskChange: ({ member }: StaffSession, input: unknown) =>
      submitDeskChange(house, member, input),
    admitDeskChange: ({ member }: StaffSession, id: string) => admitDeskChange(house, member, id),
    declineDeskChange: ({ member }: StaffSession, id: string, reason: string) =>
      declineDeskChange(house, member, id, reason),
  };
}

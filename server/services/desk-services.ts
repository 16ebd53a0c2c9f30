import type { TrailFilter } from "#db/queries/audit-trail.ts";
import type { InboxQuery } from "#domain/inbox-query.ts";
import { desksWhere, type Place } from "#domain/staff-role.ts";
import { actOnTip } from "./act-on-tip.ts";
import { allowIdentity } from "./allow-identity.ts";
import type { ActRequest } from "./check-act.ts";
import { declineIdentity } from "./decline-identity.ts";
import type { DeskName } from "./desk-keys.ts";
import { recordDeskNote } from "./desk-notes.ts";
import { enterTip } from "./enter-tip.ts";
import type { FilePart } from "./evidence-file.ts";
import type { House, Outcome } from "./house.ts";
import { listAuditTrail } from "./list-audit-trail.ts";
import { listClocks } from "./list-clocks.ts";
import { listColleagues, listDeskMembers, listMemberNames } from "./list-desk-members.ts";
import { listDisclosures } from "./list-disclosures.ts";
import { listIdentityLooks } from "./list-identity-looks.ts";
import { type InboxQuestion, listInbox, listInboxOrder } from "./list-inbox.ts";
import { listLockedDesks } from "./list-locked-desks.ts";
import { listUnwatched } from "./list-unwatched.ts";
import { maskInput } from "./mask-input.ts";
import { openPaper } from "./open-paper.ts";
import { listOwnViews, recordOwnView, withdrawOwnView } from "./own-views.ts";
import { publishOutcome } from "./publish-outcome.ts";
import { recordDeskWork } from "./record-desk-work.ts";
import { recordDisclosure } from "./record-disclosure.ts";
import { recordDeskMessage } from "./record-message.ts";
import { recordPresence } from "./record-presence.ts";
import { recordSupervision } from "./record-supervision.ts";
import { recordVerification, type SentRecord, type TakePhoto } from "./record-verification.ts";
import type { StaffSession } from "./staff-session.ts";
import { openPhoto } from "./verification-photos.ts";
import { viewCase } from "./view-case.ts";
import { viewDisclosure } from "./view-disclosure.ts";
import { openEvidence } from "./view-evidence.ts";
import { type DeskView, viewTipAtDesk } from "./view-tip-at-desk.ts";
import { withdrawOutcome } from "./withdraw-outcome.ts";

/** The use cases of a desk, for whoever has signed in. */
export function createDeskServices(house: House) {
  return {
    /** The desks for which a member enters what came by phone or letter. */
    desksToEnter: ({ member }: StaffSession) => desksWhere(member, "enterTip"),
    enterTip: (
      { clerk }: StaffSession,
      desk: DeskName,
      entry: { idempotencyKey: string; input: Record<string, unknown> },
    ) => enterTip(house, clerk, desk, entry),
    /** The desks whose tips a member reads. */
    desksOf: ({ member }: StaffSession) => desksWhere(member, "readTip"),
    listInbox: ({ clerk, member }: StaffSession, question: Omit<InboxQuestion, "desks">) =>
      listInbox(house, clerk, { ...question, desks: desksWhere(member, "readTip") }),
    listInboxOrder: ({ clerk, member }: StaffSession, question: Omit<InboxQuestion, "desks">) =>
      listInboxOrder(house, clerk, { ...question, desks: desksWhere(member, "readTip") }),
    /** The views of the inbox a member has kept, each with its count. */
    listOwnViews: ({ clerk, member }: StaffSession) =>
      listOwnViews(house, clerk, desksWhere(member, "readTip")),
    recordOwnView: ({ clerk }: StaffSession, view: { name: string; query: InboxQuery }) =>
      recordOwnView(house, clerk, view),
    withdrawOwnView: ({ clerk }: StaffSession, id: string) => withdrawOwnView(house, clerk, id),
    /** States and clocks of the desks a member may see. */
    listClocks: ({ member, opener }: StaffSession) => listClocks(house, member, opener),
    recordSupervision: ({ clerk }: StaffSession, reference: string, input: unknown) =>
      recordSupervision(house, clerk, reference, input),
    /** Requests to see reporters' names, for the office that decides. */
    listIdentityLooks: (session: StaffSession) => listIdentityLooks(house, session),
    allowIdentity: ({ clerk }: StaffSession, reference: string) =>
      allowIdentity(house, clerk, reference),
    declineIdentity: ({ clerk }: StaffSession, reference: string, input: unknown) =>
      declineIdentity(house, clerk, reference, input),
    /** What was done by whom, for the auditor; the page and the resource ask for the permission. */
    listAuditTrail: (of: "tips" | "staff", filter: TrailFilter) =>
      listAuditTrail(house, of, filter),
    listUnwatched: () => listUnwatched(house),
    listMemberNames: () => listMemberNames(house),
    listDeskMembers: (place: Place) => listDeskMembers(house, place),
    /** The desks whose tips a member may read and has no key for. */
    listLockedDesks: ({ member, opener }: StaffSession) =>
      listLockedDesks(house, opener, desksWhere(member, "readTip")),
    /** Everybody to whom a tip of one of the member's desks can be given. */
    listColleagues: ({ member }: StaffSession) =>
      listColleagues(house, desksWhere(member, "readTip")),
    viewTip: ({ clerk }: StaffSession, reference: string): Promise<Outcome<DeskView>> =>
      viewTipAtDesk(house, clerk, reference),
    viewCase: ({ clerk }: StaffSession, reference: string, isWriting: boolean) =>
      viewCase(house, clerk, reference, isWriting),
    openEvidence: ({ clerk }: StaffSession, reference: string, number: number, part: FilePart) =>
      openEvidence(house, clerk, reference, number, part),
    /** `masking`: what the clerk decided about words that point to a person (`MASKING_CHOICES`). */
    actOnTip: (
      { clerk }: StaffSession,
      reference: string,
      { input, ...request }: ActRequest,
      masking = "",
    ) =>
      maskInput(input, masking, (masked) =>
        actOnTip(house, clerk, reference, { ...request, input: masked }),
      ),
    recordMessage: ({ clerk }: StaffSession, reference: string, input: unknown, masking = "") =>
      maskInput(input, masking, (masked) => recordDeskMessage(house, clerk, reference, masked)),
    /** Where the disclosures of a member's own desks stand. */
    listDisclosures: ({ member }: StaffSession) => listDisclosures(house, member),
    viewDisclosure: ({ clerk }: StaffSession, reference: string) =>
      viewDisclosure(house, clerk, reference),
    recordDisclosure: ({ clerk }: StaffSession, reference: string, input: unknown, masking = "") =>
      maskInput(input, masking, (masked) => recordDisclosure(house, clerk, reference, masked)),
    publishOutcome: ({ clerk }: StaffSession, reference: string, input: unknown) =>
      publishOutcome(house, clerk, reference, input),
    withdrawOutcome: ({ clerk }: StaffSession, reference: string, input: unknown, masking = "") =>
      maskInput(input, masking, (masked) => withdrawOutcome(house, clerk, reference, masked)),
    recordNote: ({ clerk }: StaffSession, reference: string, input: unknown) =>
      recordDeskNote(house, clerk, reference, input),
    openPaper: ({ clerk }: StaffSession, reference: string, id: string) =>
      openPaper(house, clerk, reference, id),
    recordVerification: (
      { clerk }: StaffSession,
      reference: string,
      read: (take: TakePhoto) => Promise<SentRecord>,
    ) => recordVerification(house, clerk, reference, read),
    openPhoto: ({ clerk }: StaffSession, reference: string, number: number, part: FilePart) =>
      openPhoto(house, clerk, reference, number, part),
    recordWork: ({ clerk }: StaffSession, reference: string, input: unknown) =>
      recordDeskWork(house, clerk, reference, input),
    recordPresence: ({ clerk }: StaffSession, reference: string, input: unknown) =>
      recordPresence(house, clerk, reference, input),
  };
}
export type DeskServices = ReturnType<typeof createDeskServices>;

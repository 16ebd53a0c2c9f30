import { admitToDesk } from "./admit-to-desk.ts";
import { assignRole, withdrawRole } from "./assign-role.ts";
import { closeAccount } from "./close-account.ts";
import { confirmMember } from "./confirm-member.ts";
import { correctPassword, correctRecoveryCodes } from "./correct-account.ts";
import { createDeskChangeServices } from "./desk-changes.ts";
import type { DeskName } from "./desk-keys.ts";
import type { House } from "./house.ts";
import { inviteAgain, inviteMember } from "./invite-member.ts";
import { listDeskEvents, listDesks, renewOwnDeskKey } from "./list-desks.ts";
import { listMembers, viewMember } from "./list-members.ts";
import { openAccount, viewInvitation } from "./open-account.ts";
import { deskOpening } from "./open-desk.ts";
import { passkeyOptions, recordPasskey, secondStepOptions, withdrawPasskey } from "./passkeys.ts";
import { countUnseenRecoveries, listRecoveryUses, recordRecoverySeen } from "./recovery-use.ts";
import { findWaiting, signInWithCode, signInWithPasskey } from "./second-step.ts";
import { signIn } from "./sign-in.ts";
import { openSignInThrottle } from "./sign-in-throttle.ts";
import { closeSession, listOwnSessions, signOut } from "./sign-out.ts";
import { openStaffSession, type StaffSession } from "./staff-session.ts";
import { transferTips } from "./transfer-tips.ts";
import { viewAccount } from "./view-account.ts";
import { withdrawFromDesk } from "./withdraw-from-desk.ts";

/** From where somebody signs in: an address as this process names it, and the mark of the browser. */
export interface SignInFrom {
  visitor: string | null;
  device: string;
}

/** The use cases of accounts, desks and their keys, bound to one house. */
export function createStaffServices(house: House) {
  const throttle = openSignInThrottle(house);
  const openDesk = deskOpening();
  return {
    ...createDeskChangeServices(house),
    viewInvitation: (code: string) => viewInvitation(house, code),
    openAccount: (input: unknown) => openAccount(house, input),
    signIn: (input: unknown, from: SignInFrom) => signIn(house, throttle, input, from),
    signInWithCode: (cookie: string, input: unknown, from: SignInFrom) =>
      signInWithCode(house, throttle, cookie, input, from),
    /** Whether a cookie is between the two steps of signing in. */
    isWaiting: async (cookie: string) => (await findWaiting(house, cookie)) !== null,
    signInWithPasskey: (cookie: string, input: unknown, from: SignInFrom & { origin: string }) =>
      signInWithPasskey(house, throttle, cookie, input, from),
    /** What the browser needs for a passkey as the second step; null when there is none. */
    secondStepOptions: async (cookie: string, origin: string) => {
      const waiting = await findWaiting(house, cookie);
      return waiting && (await secondStepOptions(house, waiting, origin));
    },
    passkeyOptions: (session: StaffSession, origin: string) =>
      passkeyOptions(house, session, origin),
    recordPasskey: (session: StaffSession, input: unknown, origin: string) =>
      recordPasskey(house, throttle, session, input, origin),
    withdrawPasskey: (session: StaffSession, id: string) => withdrawPasskey(house, session, id),
    openSession: (cookie: string, isUse?: boolean) => openStaffSession(house, cookie, isUse),
    signOut: (cookie: string) => signOut(house, cookie),
    listOwnSessions: (session: StaffSession) => listOwnSessions(house, session),
    closeSession: (session: StaffSession, id: string) => closeSession(house, session, id),
    inviteMember: (session: StaffSession, input: unknown) => inviteMember(house, session, input),
    inviteAgain: (session: StaffSession, memberId: string) => inviteAgain(house, session, memberId),
    confirmMember: (session: StaffSession, memberId: string) =>
      confirmMember(house, session, memberId),
    admitToDesk: (session: StaffSession, desk: DeskName, memberId: string) =>
      admitToDesk(house, session, desk, memberId),
    openDesk: (session: StaffSession, desk: DeskName, input: unknown) =>
      openDesk(house, session, desk, input),
    transferTips: ({ clerk }: StaffSession, desk: DeskName) => transferTips(house, clerk, desk),
    renewDeskKey: (session: StaffSession, desk: DeskName) => renewOwnDeskKey(house, session, desk),
    listDesks: (session: StaffSession) => listDesks(house, session),
    listDeskEvents: (session: StaffSession, desk: DeskName) => listDeskEvents(house, session, desk),
    listMembers: (session: StaffSession) => listMembers(house, session),
    viewMember: (session: StaffSession, memberId: string) => viewMember(house, session, memberId),
    assignRole: (session: StaffSession, memberId: string, input: unknown) =>
      assignRole(house, session, memberId, input),
    withdrawRole: (session: StaffSession, memberId: string, roleId: string) =>
      withdrawRole(house, session, memberId, roleId),
    closeAccount: (session: StaffSession, memberId: string) =>
      closeAccount(house, session, memberId),
    viewAccount: (session: StaffSession) => viewAccount(house, session),
    /** Uses of the recovery passphrase: who opened what others hold the keys of. */
    listRecoveryUses: (session: StaffSession) => listRecoveryUses(house, session),
    countUnseenRecoveries: (session: StaffSession) => countUnseenRecoveries(house, session),
    recordRecoverySeen: (session: StaffSession, position: number) =>
      recordRecoverySeen(house, session, position),
    correctPassword: (session: StaffSession, input: unknown) =>
      correctPassword(house, throttle, session, input),
    correctRecoveryCodes: (session: StaffSession, input: unknown) =>
      correctRecoveryCodes(house, throttle, session, input),
    withdrawFromDesk: (session: StaffSession, desk: DeskName, memberId: string) =>
      withdrawFromDesk(house, session, desk, memberId),
  };
}
export type StaffServices = ReturnType<typeof createStaffServices>;

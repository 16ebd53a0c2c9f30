import {
  admitPublication,
  declinePublication,
  openPicture,
  viewPublication,
} from "./admit-publication.ts";
import { emptySheet } from "./empty-sheet.ts";
import type { House } from "./house.ts";
import {
  commentList,
  importEntry,
  importList,
  type ListUpload,
  type RecordEntry,
} from "./import-list.ts";
import { listPublicationsFor } from "./list-publications.ts";
import { listObjectionsFor } from "./notice-objections.ts";
import type { StaffSession } from "./staff-session.ts";
import { type ChangeInput, submitChange } from "./submit-change.ts";
import { type PublicationInput, submitPublication } from "./submit-publication.ts";

/** The use cases of publishing lists, for whoever has signed in. */
export function createPublicationServices(house: House) {
  const desk = house.content;
  return {
    listPublications: ({ member }: StaffSession) => listPublicationsFor(house, member),
    viewProgress: () => desk.progress(),
    listObjections: ({ member }: StaffSession) => listObjectionsFor(house, member),
    emptySheet: ({ member }: StaffSession, asked: Parameters<typeof emptySheet>[2]) =>
      emptySheet(house, member, asked),
    importList: ({ member }: StaffSession, upload: ListUpload) => importList(house, member, upload),
    importEntry: ({ member }: StaffSession, entry: RecordEntry) =>
      importEntry(house, member, entry),
    commentList: ({ member }: StaffSession, upload: ListUpload) =>
      commentList(house, member, upload),
    submitChange: ({ member }: StaffSession, input: ChangeInput) =>
      submitChange(house, desk, member, input),
    submitPublication: ({ member }: StaffSession, input: PublicationInput) =>
      submitPublication(house, desk, member, input),
    viewPublication: ({ member }: StaffSession, id: string) =>
      viewPublication(house, desk, member, id),
    openPicture: ({ member }: StaffSession, picture: { id: string; copySha256: string }) =>
      openPicture(house, desk, member, picture),
    admitPublication: ({ member }: StaffSession, id: string) =>
      admitPublication(house, desk, member, id),
    declinePublication: ({ member }: StaffSession, id: string, reason: string) =>
      declinePublication(house, member, id, reason),
  };
}
export type PublicationServices = ReturnType<typeof createPublicationServices>;

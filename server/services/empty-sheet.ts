import { mayDo } from "#domain/staff-role.ts";
import { templateFile } from "#importing/files/template-file.ts";
import { findTemplate } from "#importing/find-template.ts";
import type { House, Outcome } from "./house.ts";
import { NO_PUBLICATION, type Publisher } from "./publication.ts";

/** The sheet of a list or a kind of record, empty, with choices and notes; as .xlsx. */
export async function emptySheet(
  house: House,
  member: Publisher,
  asked: { jurisdiction: string; kind: string; isPlain: boolean },
): Promise<Outcome<{ title: string; bytes: Uint8Array }>> {
  if (!mayDo(member, "prepareLists", asked)) return NO_PUBLICATION;
  const snapshot = house.snapshot();
  const place = snapshot.jurisdictions.find(({ id }) => id === asked.jurisdiction);
  const chosen = place && findTemplate(snapshot, place, asked.kind, asked.isPlain);
  if (place === undefined || chosen === undefined) return NO_PUBLICATION;
  const { template, title } = chosen;
  return {
    value: { title, bytes: await templateFile(template, title, place, snapshot.industries) },
  };
}

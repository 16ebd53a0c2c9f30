import { findPersonal, MASK_KINDS, maskPersonal, type PersonalSpan } from "./masking.ts";

/** What a clerk decides about words that leave the desk and seem to point to a person. */
export const MASKING_CHOICES = [
  { id: "masked", name: "按遮盖后的发出" },
  { id: "asIs", name: "已经核对，原样发出" },
] as const;

/** Fields of messages and acts whose words the reporter reads, and in part the public. */
const READ_OUTSIDE = [
  "text",
  "note",
  "ground",
  "elsewhere",
  "noVisit",
  "summary",
  "measure",
] as const;

/** A field with words that seem to point to a person, and how it would read without them. */
export interface PersonalField {
  field: (typeof READ_OUTSIDE)[number];
  spans: readonly PersonalSpan[];
  masked: string;
}

/** The fields about which a clerk must decide before they leave the desk. */
export function personalFields(input: unknown): PersonalField[] {
  const given = Object(input) as Record<string, unknown>;
  return READ_OUTSIDE.flatMap((field) => {
    const text = given[field];
    const spans = typeof text === "string" ? findPersonal(text) : [];
    return spans.length === 0 ? [] : [{ field, spans, masked: maskPersonal(String(text)) }];
  });
}

/** What a field seems to hold, in words: `电话号码、姓名`. */
export function kindsIn({ spans }: PersonalField): string {
  return MASK_KINDS.filter(({ id }) => spans.some(({ kind }) => kind === id))
    .map(({ name }) => name)
    .join("、");
}

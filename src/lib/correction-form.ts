import { choicesFor } from "#domain/corrected-value.ts";
import { CORRECTED_AS } from "#domain/record-correction.ts";
import { type CorrectableRecord, placeChoices } from "#registry/correctable-record.ts";
import type { Snapshot } from "#registry/snapshot.ts";

/** Before the name of a field of the record: what is typed, and what the form showed. */
const TYPED = "values.";
const SHOWN = "shown.";

/** The fields of a record as the form asks for them, with what was typed before it was refused. */
export function correctionFields(
  snapshot: Snapshot,
  record: CorrectableRecord,
  typed: (name: string) => string | undefined,
) {
  const choices = placeChoices(snapshot, record.jurisdiction);
  return record.fields.map(({ field, name, reads, present, hint, isNeeded }) => {
    const asked = CORRECTED_AS[reads];
    const options = choicesFor(reads, choices)?.map(({ id, name: label }) => ({
      value: id,
      label,
    }));
    return {
      name: `${TYPED}${field}`,
      shownAs: `${SHOWN}${field}`,
      label: isNeeded ? name : `${name}（可以空着）`,
      hint,
      shown: typed(`${SHOWN}${field}`) ?? present,
      value: typed(`${TYPED}${field}`) ?? present,
      options,
      type: asked === "date" ? ("date" as const) : undefined,
      rows: asked === "paragraph" ? 6 : undefined,
    };
  });
}

/** What such a form states of a record: only fields that say something else than the form showed. */
export function correctionInForm(
  record: CorrectableRecord,
  typed: (name: string) => string | undefined,
): Record<string, unknown> {
  const values = record.fields.flatMap(({ field, present }) => {
    const [before, after] = [typed(`${SHOWN}${field}`) ?? present, typed(`${TYPED}${field}`)];
    const isSame = after === undefined || lines(after) === lines(before);
    return isSame ? [] : [[field, { before: lines(before), after: lines(after) }] as const];
  });
  const text = (name: string) => typed(name)?.trim() || undefined;
  const document = text("document");
  return {
    kind: "record-correction",
    record: record.id,
    values: Object.fromEntries(values),
    reason: text("reason"),
    ...(document !== undefined && { document }),
    publishedOn: text("publishedOn"),
  };
}

/** Browsers send line breaks as two characters. */
function lines(text: string): string {
  return text.trim().replace(/\r\n/g, "\n");
}

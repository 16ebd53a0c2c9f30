import { kindsIn, personalFields } from "#domain/masking-choice.ts";
import { type Outcome, refuse } from "./house.ts";

/**
 * Words for the reporter or the public that seem to point to a person leave a desk only once a
 * clerk has decided about them: `masked` sends them without, `asIs` as they were written.
 */
export async function maskInput<T>(
  input: unknown,
  masking: string,
  send: (input: unknown) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const personal = masking === "asIs" ? [] : personalFields(input);
  if (personal.length > 0 && masking !== "masked") {
    return refuse(
      "invalid",
      personal.map((found) => ({
        field: found.field,
        message: `像是写有${kindsIn(found)}。请改写，或者在这件举报的页面上选择遮盖后发出还是原样发出。`,
      })),
    );
  }
  const masked = personal.map(({ field, masked: text }) => [field, text]);
  return await send(
    personal.length === 0 ? input : { ...Object(input), ...Object.fromEntries(masked) },
  );
}

/**
 * 登录过期时交来的表单. What a member sent after the session had ended is handed back to them, to
 * be sent again; it is kept nowhere.
 */
export interface InterruptedForm {
  /** Every field as it was sent, in order. */
  fields: readonly { name: string; value: string }[];
  /** What was written by hand and would be missed, to be read and copied. */
  words: readonly string[];
}

/** Forms that hold one of these are never shown again. */
const SECRETS: readonly string[] = [
  "password",
  "repeated",
  "current",
  "oneTimeCode",
  "code",
  "passphrase",
];

/** Fields that take sentences; the others are chosen, short, or told by the page itself. */
const WRITTEN: readonly string[] = [
  "text",
  "note",
  "description",
  "ground",
  "elsewhere",
  "noVisit",
  "name",
  "address",
  "place",
];

/** Of the machines in the record of a check, the same. */
const WRITTEN_OF_MACHINE = /^machines\.\d+\.(what|note)$/;

/** What is handed back of a form; null where nothing was written, or where it holds a secret. */
export function interruptedForm(form: FormData): InterruptedForm | null {
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === "string" ? [{ name, value }] : [],
  );
  const words = fields
    .filter(({ name, value }) => isWritten(name) && value.trim() !== "")
    .map(({ value }) => value);
  const isSecret = fields.some(({ name }) => SECRETS.includes(name));
  return isSecret || words.length === 0 ? null : { fields, words };
}

function isWritten(name: string): boolean {
  return WRITTEN.includes(name) || WRITTEN_OF_MACHINE.test(name);
}

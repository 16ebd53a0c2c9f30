import type { FormFields } from "./publication-form.ts";
import { MACHINE_POINTS, POINT_ANSWERS } from "./verification.ts";
import { machineOfPhotoField } from "./verification-photo.ts";

/** Machines that the form has room for; more go into another record. */
export const FORM_MACHINES = [0, 1, 2, 3] as const;

/** The form of a verification record as it came. */
export interface VerificationForm {
  fields: FormFields;
  /** Fields in which photographs came. */
  photoFields: readonly string[];
}

/** What was typed; machines of which nothing was typed or photographed are left out. */
export function verificationInput(form: VerificationForm) {
  const text = (name: string) => form.fields.get(name)?.trim() ?? "";
  return {
    checkedOn: text("checkedOn"),
    place: text("place"),
    inspectors: [text("inspectors.0"), text("inspectors.1")],
    machines: filledMachines(form).map((number) => ({
      what: text(`machines.${number}.what`),
      ...given(MACHINE_POINTS.map(({ id }) => [id, text(`machines.${number}.${id}`)])),
      ...given([["note", text(`machines.${number}.note`)]]),
    })),
  };
}

/** What was typed as sentences, to be read and copied where it cannot be kept. */
export function verificationWords(form: VerificationForm): string[] {
  const text = (name: string) => form.fields.get(name)?.trim() ?? "";
  const machines = filledMachines(form).map((number) => {
    const at = `machines.${number}`;
    const seen = MACHINE_POINTS.map(({ id, name }) => {
      const answer = POINT_ANSWERS.find((entry) => entry.id === text(`${at}.${id}`));
      return answer && `${name}：${answer.name}`;
    });
    return [`设备${number + 1}：${text(`${at}.what`)}`, ...seen, text(`${at}.note`)];
  });
  return [
    [`核查日期：${text("checkedOn")}`, `核查地点：${text("place")}`],
    [`核查人员：${[text("inspectors.0"), text("inspectors.1")].filter(Boolean).join("、")}`],
    ...machines,
  ].map((words) => words.filter(Boolean).join("；"));
}

/** Machines of the form of which something was typed or photographed, in order. */
export function filledMachines({ fields, photoFields }: VerificationForm): number[] {
  return FORM_MACHINES.filter(
    (number) =>
      photoFields.some((field) => machineOfPhotoField(field) === number) ||
      [...fields].some(
        ([name, value]) => name.startsWith(`machines.${number}.`) && value.trim() !== "",
      ),
  );
}

/** The problem of a record belongs to this field of the form, from which empty machines were left out. */
export function verificationField(form: VerificationForm, field: string): string {
  const [room, at, ...rest] = field.split(".");
  if (room === "inspectors" && at === undefined) return "inspectors.0";
  if (room !== "machines" || machineOfPhotoField(field) !== undefined) return field;
  return ["machines", filledMachines(form)[Number(at ?? 0)] ?? 0, ...(at ? rest : ["what"])].join(
    ".",
  );
}

function given(entries: readonly (readonly [string, string])[]) {
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

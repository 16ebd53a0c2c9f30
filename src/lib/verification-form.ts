import { MACHINE_POINTS } from "#domain/verification.ts";

/** Machines that the form has room for; more go into another record. */
export const FORM_MACHINES = [0, 1, 2, 3] as const;

/** What was typed into the form of a verification record; machines of which nothing was typed are left out. */
export function verificationInput(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "").trim();
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

/** The problem of a record belongs to this field of the form, from which empty machines were left out. */
export function verificationField(form: FormData, field: string): string {
  const [room, at, ...rest] = field.split(".");
  if (room === "inspectors" && at === undefined) return "inspectors.0";
  if (room !== "machines") return field;
  return ["machines", filledMachines(form)[Number(at ?? 0)] ?? 0, ...(at ? rest : ["what"])].join(
    ".",
  );
}

function filledMachines(form: FormData): number[] {
  return FORM_MACHINES.filter((number) =>
    [...form.entries()].some(
      ([name, value]) =>
        name.startsWith(`machines.${number}.`) && typeof value === "string" && value.trim() !== "",
    ),
  );
}

function given(entries: readonly (readonly [string, string])[]) {
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

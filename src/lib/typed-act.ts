import { actFields } from "#domain/act-field.ts";
import { actOf } from "#domain/tip-act.ts";
import type { Finding } from "#domain/tip-status.ts";
import { formText } from "./signed-in.ts";

/** An act somebody meant to do, as they filled its form in; shown when another came first. */
export interface TypedAct {
  name: string;
  fields: readonly { label: string; value: string }[];
}

/** What was sent with an act, in the words of its form. */
export function typedAct(
  form: FormData,
  departments: readonly { id: string; name: string }[],
  finding: Finding | null,
): TypedAct {
  const rule = actOf(formText(form, "act"));
  const asked = rule === null ? [] : actFields(rule.needs, { departments }, finding);
  const fields = asked.map((field) => {
    const given = form.getAll(field.name).map(String);
    const options = "options" in field ? field.options : [];
    const said = given.map((one) => options.find(({ value }) => value === one)?.label ?? one);
    return { label: field.label, value: said.join("；").trim() };
  });
  return { name: rule?.name ?? "", fields: fields.filter(({ value }) => value !== "") };
}

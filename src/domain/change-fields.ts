import { z } from "zod";

/** One of a table's codes; `message` says what to choose. */
export const idIn = <Id extends string>(table: readonly { id: Id }[], message: string) =>
  z.enum(table.map((entry) => entry.id) as [Id, ...Id[]], message);

/** An id chosen from a list. */
export const chosen = (what: string) => z.string(`请选${what}。`).min(1, `请选${what}。`);

/** A line that somebody writes. */
export const words = (what: string, most = 60) =>
  z
    .string(`请填写${what}。`)
    .trim()
    .min(1, `请填写${what}。`)
    .max(most, `${what}最长${most}个字。`)
    .regex(/^[^\n\r]*$/, `${what}不要换行。`);

/** Empty fields of a form count as not filled in. */
export const orNothing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

import { z } from "zod";
import { id, line } from "./text.ts";

/** `content/industries.yaml`. */
export const industry = z.strictObject({ id, name: line, aliases: z.array(line).default([]) });
export type Industry = z.infer<typeof industry>;
export const industries = z.array(industry).min(1);

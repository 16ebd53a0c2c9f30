import { z } from "zod";
import { calendarDate } from "./calendar-date.ts";
import { acceptanceLevel } from "./closure.ts";
import { HALF_WITHDRAWN, isHalfWithdrawn, WITHDRAWAL_FIELDS } from "./record-withdrawal.ts";
import { id, line } from "./text.ts";

/** A row of `content/acceptances/<jurisdiction>.csv`: one level's opinion on one firm's equipment. */
export const acceptance = z
  .strictObject({
    id,
    enterprise: id,
    equipment: z.array(id).min(1, "验收要写明哪些设备（equipment）"),
    level: acceptanceLevel,
    by: id.describe("Department"),
    on: calendarDate,
    isDismantled: z.boolean().describe("拆除状态"),
    canRestart: z.boolean().describe("是否具备恢复生产条件"),
    isPassed: z.boolean().describe("是否通过验收"),
    hasPhotosBefore: z.boolean(),
    hasPhotosDuring: z.boolean(),
    hasPhotosAfter: z.boolean(),
    source: line,
    ...WITHDRAWAL_FIELDS,
  })
  .refine((row) => !isHalfWithdrawn(row), HALF_WITHDRAWN);
export type Acceptance = z.infer<typeof acceptance>;

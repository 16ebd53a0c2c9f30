import { checkAreas } from "./areas.ts";
import { checkCalendars } from "./calendars.ts";
import type { Check } from "./check.ts";
import { checkCodes } from "./codes.ts";
import { checkCounting } from "./counting.ts";
import { checkDepartments } from "./departments.ts";
import { checkEntries } from "./entries.ts";
import { checkFigures } from "./figures.ts";
import { checkImporting } from "./importing.ts";
import { checkLedger } from "./ledger.ts";
import { checkNotices } from "./notices.ts";
import { checkOutcomes } from "./outcomes.ts";
import { checkOverlaps } from "./overlaps.ts";
import { checkPictures } from "./pictures.ts";
import { checkRecordBatches } from "./record-batches.ts";
import { checkReferences } from "./references.ts";
import { checkRetention } from "./retention.ts";
import { checkStatements } from "./statements.ts";
import { checkTimeLimits } from "./time-limits.ts";
import { checkUnique } from "./unique.ts";

/** Every check that looks across files. Each reports all it finds. */
export const CHECKS: readonly Check[] = [
  checkUnique,
  checkReferences,
  checkAreas,
  checkDepartments,
  checkOverlaps,
  checkTimeLimits,
  checkCounting,
  checkRetention,
  checkFigures,
  checkCalendars,
  checkEntries,
  checkRecordBatches,
  checkPictures,
  checkNotices,
  checkOutcomes,
  checkStatements,
  checkCodes,
  checkLedger,
  checkImporting,
];

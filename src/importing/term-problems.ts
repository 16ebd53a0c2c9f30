import { aspectName } from "#domain/aspect.ts";
import type { ImportFieldName } from "#domain/import-field.ts";
import {
  latestExtension,
  type RectificationTerm,
  rectificationDue,
} from "#domain/rectification.ts";
import type { JurisdictionFolder } from "#registry/snapshot.ts";
import type { ImportProblem } from "./import-draft.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { ResolvedRow } from "./resolve-row.ts";

/** Days of which the second cannot come before the first, nor an extension end on the due day. */
const IN_ORDER = [
  ["startedOn", "dueOn", "整改到期早于整改开始"],
  ["startedOn", "metOn", "整改完成早于整改开始"],
  ["dueOn", "extendedTo", "延期至的日期不晚于整改到期"],
] as const;

/**
 * The days of a rectification: in order, else nothing is taken over; and within the months that the
 * programme of the place gives for the aspect, else whoever imports is told where it says so.
 */
export function termProblems(row: ResolvedRow, { terms }: JurisdictionFolder): ImportProblem[] {
  const day = (field: ImportFieldName) => (row.values[field]?.value ?? null) as string | null;
  const disorder = IN_ORDER.flatMap(([first, second, message]) => {
    const [from, to] = [day(first), day(second)];
    if (from === null || to === null) return [];
    const isWrong = second === "extendedTo" ? to <= from : to < from;
    return isWrong ? [problem("error", placeOf(row, second), message, "核对这两个日期")] : [];
  });
  const startedOn = day("startedOn");
  const aspects = row.values.aspects?.value ?? [];
  if (startedOn === null || disorder.length > 0) return disorder;
  return terms.rectification
    .filter(({ aspect }) => aspects.includes(aspect))
    .flatMap((term) => beyond(row, term, startedOn, [day("dueOn"), day("extendedTo")]));
}

/** What goes further than the programme lets it: the department may have its reasons, so it is told. */
function beyond(
  row: ResolvedRow,
  term: RectificationTerm,
  startedOn: string,
  [dueOn, extendedTo]: [string | null, string | null],
): ImportProblem[] {
  const name = `${aspectName(term.aspect)}方面`;
  const source = `（当地方案${term.cites[0]?.where}）`;
  const told = (field: ImportFieldName, message: string) =>
    problem(
      "warning",
      placeOf(row, field),
      `${name}${message}${source}`,
      "核对整改通知和延期的文件",
    );
  const [due, latest] = [rectificationDue(term, startedOn), latestExtension(term, startedOn)];
  const isLong = due !== null && dueOn !== null && dueOn > due;
  const isUnfounded = extendedTo !== null && due !== null && latest === null;
  const isTooFar = extendedTo !== null && latest !== null && extendedTo > latest;
  return [
    ...(isLong ? [told("dueOn", `整改期限超过${term.months}个月，应到 ${due}`)] : []),
    ...(isUnfounded ? [told("extendedTo", "没有规定可以延期")] : []),
    ...(isTooFar
      ? [told("extendedTo", `延期超过${term.extensionMonths}个月，最长到 ${latest}`)]
      : []),
  ];
}

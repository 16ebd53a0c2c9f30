import { IMPORT_FIELDS, type ImportFieldName } from "#domain/import-field.ts";
import { PICTURE_PHASES } from "#domain/picture.ts";
import type { ImportProblem } from "./import-draft.ts";
import { problem } from "./problems.ts";
import { placeOf } from "./read-rows.ts";
import type { ResolvedRow } from "./resolve-row.ts";

/** Fields a row must have, each with a problem of its own where it is missing. */
export function missingFields(
  row: ResolvedRow,
  needed: readonly ImportFieldName[],
): ImportProblem[] {
  return needed.flatMap((field) => {
    const { name } = IMPORT_FIELDS[field];
    const place = placeOf(row, field);
    const read = row.values[field];
    if (read === undefined) return problem("error", place, `没有写${name}`, `补上${name}`);
    const isTold = row.problems.some(
      (told) => told.severity === "error" && told.row === place.row && told.column === place.column,
    );
    if (read.value !== null || isTold) return [];
    return problem("error", place, `${name}“${read.text}”不能用`, "照提醒改好这一格");
  });
}

/** Whether files come along with a row; what is on record already then is not all it says. */
export function hasFiles({ values }: ResolvedRow): boolean {
  return PICTURE_PHASES.some(({ field }) => (values[field]?.value ?? []).length > 0);
}

/** What may be published of the files of a row must be among them. */
export function fileProblems(row: ResolvedRow): ImportProblem[] {
  const named = PICTURE_PHASES.flatMap(({ field }) => row.values[field]?.value ?? []);
  const strange = (row.values.publicFiles?.value ?? []).filter((name) => !named.includes(name));
  if (strange.length === 0) return [];
  const message = `“${strange.join("、")}”没有列在影像或扫描件里`;
  return [problem("error", placeOf(row, "publicFiles"), message, "照前面几栏的文件名写")];
}

/** A firm that is to be registered needs a place and an industry. */
export function newEnterpriseProblems(row: ResolvedRow): ImportProblem[] {
  if (row.enterprise.is !== "new") return [];
  const { proposed } = row.enterprise;
  const missing = [
    proposed.area === null && row.values.area === undefined ? "所在地区" : undefined,
    proposed.industry === null ? "行业" : undefined,
  ].filter((what) => what !== undefined);
  if (missing.length === 0) return [];
  return [
    problem(
      "error",
      placeOf(row, "name"),
      `“${proposed.name}”没有登记过，登记它还缺${missing.join("和")}`,
      `补上${missing.join("和")}（一家企业一张的表，加一格“${missing.at(-1)}”，写在它右边），或者改成登记过的名称、写上信用代码`,
    ),
  ];
}

/** How many there are of a machine that is to be registered is never guessed. */
export function newMachineProblems(row: ResolvedRow): ImportProblem[] {
  const uncounted = row.machines.flatMap((match) =>
    match.is === "new" && match.proposed.quantity === null ? [match.proposed.text] : [],
  );
  if (uncounted.length === 0) return [];
  const message = `“${uncounted.join("、")}”没有登记过，登记它还缺数量`;
  return [
    problem("error", placeOf(row, "equipment"), message, "写成 1台、2座 这样；几台不同的分开写"),
  ];
}

/** Firm and machines that facts are about must be registered before. */
export function unknownSubjectProblems(row: ResolvedRow): ImportProblem[] {
  const place = placeOf(row, "name");
  if (row.enterprise.is === "none")
    return [problem("error", place, "没有写企业名称", "写上企业名称")];
  if (row.enterprise.is === "new")
    return [
      problem(
        "error",
        place,
        `“${row.enterprise.proposed.name}”没有登记过`,
        "先登记这家企业和它的设备，或者改成登记过的名称、写上信用代码",
      ),
    ];
  const strange = row.machines.flatMap((match) =>
    match.is === "new" ? [match.proposed.text] : [],
  );
  if (strange.length === 0) return [];
  const message = `这家企业没有登记设备“${strange.join("、")}”`;
  return [problem("error", placeOf(row, "equipment"), message, "照登记的写法写；没有登记的先登记")];
}

/** Ids of the machines of a row that are known. */
export function knownMachines(row: ResolvedRow): string[] {
  return row.machines.flatMap((match) => (match.is === "known" ? [match.id] : []));
}

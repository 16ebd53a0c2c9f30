import { type Publication, rowName, rowsToPublish } from "./publication.ts";

/** What the import itself left open. */
export function readingFaults({ draft }: Pick<Publication, "draft">): string[] {
  const { errors, held } = draft.counts;
  const open = draft.questions.filter((question) => question.answer === null).length;
  return [
    ...(errors > 0 ? [`表里还有 ${errors} 个错误，改好后重新导入。`] : []),
    ...(open > 0 ? [`还有 ${open} 个问题没有回答。`] : []),
    ...(held > 0 && errors === 0 && open === 0 ? [`还有 ${held} 行没有着落。`] : []),
  ];
}

/** Since the import somebody else may have published the same firm. */
export function newFirmFaults(
  publication: Pick<Publication, "snapshot" | "place" | "draft">,
): string[] {
  const { snapshot, place } = publication;
  const byCode = new Map(snapshot.enterprises.map((firm) => [firm.creditCode, firm]));
  const here = snapshot.enterprises.filter((firm) => firm.jurisdiction === place.id);
  const byName = new Map(here.map((firm) => [`${firm.area} ${firm.name}`, firm]));
  return rowsToPublish(publication).flatMap((row) => {
    if (row.enterprise.is !== "new") return [];
    const { name, creditCode, area } = row.enterprise.proposed;
    const known = byCode.get(creditCode ?? "") ?? byName.get(`${area} ${name}`);
    return known === undefined
      ? []
      : [`${rowName(row)}的企业在导入之后登记了（${known.id}），请重新导入。`];
  });
}

/** A draft may be older than the question how many there are. */
export function uncountedFaults(publication: Pick<Publication, "draft">): string[] {
  return rowsToPublish(publication).flatMap((row) =>
    row.machines.flatMap((match) =>
      match.is === "new" && match.proposed.quantity === null
        ? [`${rowName(row)}的“${match.proposed.text}”没有写数量，请写上后重新导入。`]
        : [],
    ),
  );
}

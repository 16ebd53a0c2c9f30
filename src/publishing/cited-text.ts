import type { Citation } from "#domain/citation.ts";
import type { Publication } from "./publication.ts";

/** Where a guard comes from: `（安工信字〔2024〕50号，二、（五））`. */
export function citedText(
  { snapshot, place }: Pick<Publication, "snapshot" | "place">,
  cites: readonly Citation[],
): string {
  const [cite] = cites;
  if (cite === undefined) return "";
  const document = [...place.ownDocuments, ...snapshot.documents].find(
    (entry) => entry.id === cite.document,
  );
  return `（${document?.number ?? document?.title ?? cite.document}，${cite.where}）`;
}

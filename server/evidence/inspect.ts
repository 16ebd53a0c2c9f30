import { buffer } from "node:stream/consumers";
import PQueue from "p-queue";
import {
  EVIDENCE_PROBLEMS,
  type EvidenceKind,
  type EvidenceType,
  evidenceKindOf,
  type Revealed,
} from "#domain/evidence.ts";
import { hasActiveContent } from "./active-content.ts";
import { cleanPicture } from "./clean-picture.ts";
import { problemOfPdf } from "./pdf-content.ts";

/** What an inspection finds in a file that may be kept. */
export interface Inspected {
  copy: Buffer | null;
  revealed: Revealed | null;
}
export type Inspection = Inspected | { problem: string };
type Content = () => AsyncIterable<Uint8Array>;

/** A picture being drawn anew fills tens of megabytes; so many do at once, the rest wait. */
const AT_ONCE = 2;
const turns = new PQueue({ concurrency: AT_ONCE });

const NOTHING: Inspected = { copy: null, revealed: null };
const INSPECTIONS: Readonly<Record<EvidenceKind, (content: Content) => Promise<Inspection>>> = {
  picture: async (content) => await cleanPicture(await buffer(content())),
  video: async () => NOTHING,
  audio: async () => NOTHING,
  document: async (content) => {
    const problem = problemOfPdf(await buffer(content()));
    return problem === null ? NOTHING : { problem };
  },
};

/**
 * Looks through a file for what must not be in it, and makes the clean copy of a picture. `content`
 * gives the whole file each time it is asked; only pictures and PDF are held whole, few at once.
 */
export async function inspect(type: EvidenceType, content: Content): Promise<Inspection> {
  const { id } = evidenceKindOf(type);
  return await turns.add(async () => {
    // Scripts in a PDF have names of their own; its text may well be about a page of the web.
    if (id !== "document" && (await hasActiveContent(content()))) {
      return { problem: EVIDENCE_PROBLEMS.active };
    }
    return await INSPECTIONS[id](content);
  });
}

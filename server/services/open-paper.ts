import { listSupervisionOrders } from "#db/queries/supervision-orders.ts";
import { appendTipEvent } from "#db/queries/tip-events.ts";
import { findTipByReference, listDesksOfTip, type TipRow } from "#db/queries/tips.ts";
import {
  PAPER_MADE,
  PAPER_PHOTOS,
  type Paper,
  type PaperFacts,
  paperParagraphs,
} from "#domain/paper.ts";
import { docxOf } from "#server/papers/docx.ts";
import { type PaperPicture, paperPicture } from "#server/papers/picture.ts";
import { type Clerk, openAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { clearFacts, dayText, departmentName, deskFacts } from "./paper-facts.ts";
import { watcherOf } from "./record-supervision.ts";
import { wordsOfOrder } from "./supervision-orders.ts";
import { openPhoto } from "./verification-photos.ts";
import { type DeskView, viewTipAtDesk } from "./view-tip-at-desk.ts";

/** A paper as office programs open it. */
export interface OpenedPaper {
  /** Reference and paper, with the extension of the type. */
  name: string;
  content: Buffer;
}

/** What stands in a paper, and for which department it is made. */
interface PaperContent {
  by: string;
  facts: PaperFacts;
  pictures: readonly PaperPicture[];
}

/**
 * Makes a paper of a tip (`content/papers/`), filled in and ready to be printed. Nothing of it is
 * kept, but that it was made, which, when and by whom, stands in the trail of the tip.
 */
export async function openPaper(
  house: House,
  clerk: Clerk,
  reference: string,
  id: string,
): Promise<Outcome<OpenedPaper>> {
  const paper = house.snapshot().papers.find((entry) => entry.id === id);
  const tip = await findTipByReference(house.db.read, reference.trim().toUpperCase());
  if (paper === undefined || tip === undefined) return refuse("not-found", [UNKNOWN]);
  const filled = await CONTENT_OF[paper.by](house, clerk, tip.reference, paper);
  if (!("value" in filled)) return filled;
  const { by, facts, pictures } = filled.value;
  const blocks = paperParagraphs(paper, facts).flatMap((text): (string | PaperPicture)[] =>
    text === PAPER_PHOTOS ? [...pictures] : [text],
  );
  const content = await docxOf(paper.title, blocks);
  const made = { tipId: tip.id, at: house.now().toISOString(), act: PAPER_MADE, by };
  const nothing = { until: null, sealedNote: null };
  const event = { ...made, ...nothing, status: tip.status, actor: clerk.id, outcome: paper.id };
  await house.db.tx((queries) => appendTipEvent(queries, event));
  return { value: { name: `${tip.reference}-${paper.id}.docx`, content } };
}

const UNKNOWN = { field: "paper", message: "没有这种文书。" };

type ContentOf = (
  house: House,
  clerk: Clerk,
  reference: string,
  paper: Paper,
) => Promise<Outcome<PaperContent>>;

const CONTENT_OF: Readonly<Record<Paper["by"], ContentOf>> = {
  desk: contentOfDesk,
  coordinator: contentOfOrder,
};

/** What a desk that reads the tip puts on paper. */
async function contentOfDesk(
  house: House,
  clerk: Clerk,
  reference: string,
  { paragraphs }: Paper,
): Promise<Outcome<PaperContent>> {
  const viewed = await viewTipAtDesk(house, clerk, reference);
  if (!("value" in viewed)) return viewed;
  const pictures = paragraphs.includes(PAPER_PHOTOS)
    ? await picturesOf(house, clerk, viewed.value)
    : [];
  const facts = deskFacts(house, viewed.value);
  return { value: { by: viewed.value.department, facts, pictures } };
}

/**
 * The last order of whoever watches over the tip, with nothing of what the tip says; made by them,
 * or by a desk that has the tip.
 */
async function contentOfOrder(
  house: House,
  clerk: Clerk,
  reference: string,
): Promise<Outcome<PaperContent>> {
  const tip = await findTipByReference(house.db.read, reference);
  const by = tip && ((await watcherOf(house, clerk, tip)) ?? (await deskOf(house, clerk, tip)));
  if (tip === undefined || by === undefined) return refuse("not-found", [UNKNOWN]);
  const order = (await listSupervisionOrders(house.db.read, tip.id)).at(-1);
  if (order === undefined) return refuse("conflict", [NO_ORDER]);
  const desks = await listDesksOfTip(house.db.read, tip.id);
  const department = desks.find(({ isReceiving }) => isReceiving)?.department ?? "";
  const facts = {
    ...clearFacts(house, { ...tip, department }),
    coordinator: departmentName(house, tip.jurisdiction, order.by),
    order: await wordsOfOrder(clerk, order),
    answerBy: dayText(order.answerBy),
  };
  return { value: { by, facts, pictures: [] } };
}

/** The department for which a clerk reads the tip; undefined for whoever does not. */
async function deskOf(house: House, clerk: Clerk, { reference }: TipRow) {
  const opened = await openAtDesk(house, clerk, reference);
  return "value" in opened ? opened.value.department : undefined;
}

const NO_ORDER = { field: "paper", message: "这件举报还没有督办过，先督办再制作督办单。" };

/** The clean copies of all photographs, each with its machine and the hash of its original. */
async function picturesOf(
  house: House,
  clerk: Clerk,
  { reference, verifications }: DeskView,
): Promise<PaperPicture[]> {
  const pictures: PaperPicture[] = [];
  for (const { machines, photos, checkedOn } of verifications) {
    for (const { number, machine, sha256 } of photos) {
      const opened = await openPhoto(house, clerk, reference, number, "copy");
      if (!("value" in opened)) continue;
      const what = machine === null ? "现场" : (machines[machine]?.what ?? "");
      const caption = `照片${number}：${what}，${dayText(checkedOn)}。原件 SHA-256 ${sha256}`;
      pictures.push(await paperPicture(opened.value.content, caption));
    }
  }
  return pictures;
}

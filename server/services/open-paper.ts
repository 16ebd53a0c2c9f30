import { type CalendarDate, shanghaiDate } from "#domain/calendar-date.ts";
import { checkWayName } from "#domain/check-way.ts";
import { PAPER_PHOTOS, type PaperFacts, paperParagraphs } from "#domain/paper.ts";
import type { TipSubject } from "#domain/tip.ts";
import { findingOf } from "#domain/tip-status.ts";
import { MACHINE_POINTS, POINT_ANSWERS } from "#domain/verification.ts";
import { docxOf } from "#server/papers/docx.ts";
import { type PaperPicture, paperPicture } from "#server/papers/picture.ts";
import type { Clerk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import type { FoundNote } from "./open-tip.ts";
import type { VerificationRecord } from "./record-verification.ts";
import { openPhoto } from "./verification-photos.ts";
import { type DeskView, viewTipAtDesk } from "./view-tip-at-desk.ts";

/** A paper of a tip (`content/papers/`), filled in and ready to be printed; nothing of it is kept. */
export async function openPaper(
  house: House,
  clerk: Clerk,
  reference: string,
  id: string,
): Promise<Outcome<{ name: string; content: Buffer }>> {
  const paper = house.snapshot().papers.find((entry) => entry.id === id);
  if (paper === undefined) return refuse("not-found", [UNKNOWN]);
  const viewed = await viewTipAtDesk(house, clerk, reference);
  if (!("value" in viewed)) return viewed;
  const paragraphs = paperParagraphs(paper, factsOf(house, viewed.value));
  const pictures = paper.paragraphs.includes(PAPER_PHOTOS)
    ? await paperPicturesOf(house, clerk, viewed.value)
    : [];
  const content = await docxOf(
    paper.title,
    paragraphs.flatMap((text): (string | PaperPicture)[] =>
      text === PAPER_PHOTOS ? pictures : [text],
    ),
  );
  return { value: { name: `${viewed.value.reference}-${paper.id}.docx`, content } };
}

const UNKNOWN = { field: "paper", message: "没有这种文书。" };

function factsOf(house: House, tip: DeskView): PaperFacts {
  const { jurisdictions, tipCategories } = house.snapshot();
  const place = jurisdictions.find(({ id }) => id === tip.jurisdiction);
  const area = place?.areas.find(({ id }) => id === tip.body.area);
  return {
    reference: tip.reference,
    department: place?.departments.find(({ id }) => id === tip.department)?.name ?? null,
    category: tipCategories.find(({ id }) => id === tip.category)?.label ?? null,
    area: area?.name ?? place?.facts.name ?? null,
    subject: subjectOf(house, tip.body.subject),
    receivedOn: dayText(shanghaiDate(new Date(tip.receivedAt))),
    today: dayText(house.today()),
    verifications: tip.verifications.map(verificationText).join("\n"),
    finding: tip.finding === null ? null : findingOf(tip.finding).name,
    checked: tip.found === null ? null : checkText(tip.found),
    reply: tip.steps.findLast(({ act }) => act === "reply")?.note ?? null,
  };
}

function subjectOf(house: House, subject: TipSubject): string | null {
  if ("name" in subject) return [subject.name, subject.address].filter(Boolean).join("，");
  if ("unknown" in subject) return null;
  return house.snapshot().enterprises.find(({ id }) => id === subject.enterprise)?.name ?? null;
}

function checkText({ checkedHow, checkedOn, noVisit }: FoundNote): string {
  const way = checkedHow === undefined ? "" : checkWayName(checkedHow);
  const day = checkedOn === undefined ? "" : `（${dayText(checkedOn)}）`;
  const why = noVisit === undefined ? "" : `。没有到现场核查的原因：${noVisit}`;
  return `${way}${day}${why}`;
}

function verificationText({ checkedOn, place, inspectors, machines }: VerificationRecord): string {
  const head = `${dayText(checkedOn)}，${place}。核查人员：${inspectors.join("、")}。`;
  const lines = machines.map((machine) => {
    const points = MACHINE_POINTS.map(
      ({ id, name }) => `${name}：${POINT_ANSWERS.find((known) => known.id === machine[id])?.name}`,
    );
    return `${machine.what}。${points.join("；")}。${machine.note ?? ""}`;
  });
  return [head, ...lines].join("\n");
}

/** The clean copies of all photographs, each with its machine and the hash of its original. */
async function paperPicturesOf(
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

function dayText(date: CalendarDate): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

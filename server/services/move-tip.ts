import { appendTipEvent } from "#db/queries/tip-events.ts";
import { updateTipStatus } from "#db/queries/tips.ts";
import { TIP_LIMITS } from "#domain/tip.ts";
import {
  edgeOf,
  lawfulActs,
  type TipAct,
  type TipStatus,
  tipStatusOf,
} from "#domain/tip-status.ts";
import { sealJson } from "#server/secrets/sealing.ts";
import { type DeskOpener, openAtDesk, type TipAtDesk } from "./desk.ts";
import { type House, type Outcome, refuse } from "./house.ts";
import { recordMessage } from "./record-message.ts";
import { places } from "./tip-envelope.ts";

/** A desk takes a tip on (受理); the note is read by the reporter. */
export async function admitTip(
  house: House,
  opener: DeskOpener,
  reference: string,
  note?: string,
): Promise<Outcome<{ status: TipStatus }>> {
  const opened = await openAtDesk(house, opener, reference);
  return "value" in opened ? await moveTip(house, opened.value, "admit", note) : opened;
}

/** A desk writes to the reporter. */
export async function recordReply(
  house: House,
  opener: DeskOpener,
  reference: string,
  text: string,
): Promise<Outcome<{ at: string }>> {
  const opened = await openAtDesk(house, opener, reference);
  if (!("value" in opened)) return opened;
  const { department } = opened.value;
  return await recordMessage(house, opened.value, { from: "desk", department }, { text });
}

/** Moves an opened tip along an edge of the status table; every other move is refused. */
export async function moveTip(
  house: House,
  { tip, contentKey, department }: TipAtDesk,
  act: TipAct,
  note: string | undefined,
): Promise<Outcome<{ status: TipStatus }>> {
  const from = tip.status as TipStatus;
  const edge = edgeOf(act, from);
  if (edge === undefined) return refuse("conflict", [unlawful(from)]);
  const words = note?.trim() ?? "";
  if (edge.mustExplain && words === "") {
    return refuse("invalid", [{ field: "note", message: "请写明理由，举报人会看到。" }]);
  }
  if (words.length > TIP_LIMITS.message) {
    return refuse("invalid", [{ field: "note", message: `说明最多${TIP_LIMITS.message}个字。` }]);
  }
  const at = house.now().toISOString();
  const sealedNote = sealJson(
    contentKey,
    words === "" ? {} : { note: words },
    places.event(tip.id, act, at),
  );
  // Until desks have members, whoever holds the recovery passphrase acts for them.
  const actor = "recovery";
  const isMoved = await house.db.tx(async (queries) => {
    if (!(await updateTipStatus(queries, tip.id, { from, to: edge.to }))) return false;
    const event = { tipId: tip.id, at, act, status: edge.to, by: department, actor, sealedNote };
    await appendTipEvent(queries, event);
    return true;
  });
  if (!isMoved) {
    return refuse("conflict", [
      { field: "status", message: "另一位经办人刚刚办过这件举报，请重新打开再办。" },
    ]);
  }
  return { value: { status: edge.to } };
}

function unlawful(from: TipStatus) {
  const names = [...new Set(lawfulActs(from).map((edge) => `${edge.name}（${edge.act}）`))];
  const status = tipStatusOf(from).name;
  const message =
    names.length === 0
      ? `这件举报${status}，办理已经结束。`
      : `这件举报现在是“${status}”，可以做的是：${names.join("、")}。`;
  return { field: "status", message };
}

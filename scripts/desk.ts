/**
 * The desk on the command line: reads tips and drives them from end to end, beside the running
 * server and through the same use cases. Unlocked by the recovery passphrase, until desks have
 * members.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { CannotOpen } from "#server/secrets/sealing.ts";
import { actOnTip } from "#server/services/act-on-tip.ts";
import { allowIdentity } from "#server/services/allow-identity.ts";
import { declineIdentity } from "#server/services/decline-identity.ts";
import { type Clerk, onlyFor } from "#server/services/desk.ts";
import type { FilePart } from "#server/services/evidence-file.ts";
import type { House, Outcome } from "#server/services/house.ts";
import { listDue } from "#server/services/list-due.ts";
import { openPaper } from "#server/services/open-paper.ts";
import { recordDeskMessage } from "#server/services/record-message.ts";
import { recordVerification } from "#server/services/record-verification.ts";
import { recordRecovery } from "#server/services/recovery-use.ts";
import { openPhoto } from "#server/services/verification-photos.ts";
import { openEvidence, viewEvidence } from "#server/services/view-evidence.ts";
import { listTipLines, viewTipAtDesk } from "#server/services/view-tip-at-desk.ts";
import { argumentsOrExit } from "./arguments.ts";
import { describeEvidence, type Saved, saveEvidence } from "./desk-evidence.ts";
import { DESK_ACTS, HELP } from "./desk-help.ts";
import { describeTip, dueLine } from "./desk-text.ts";
import { recordFrom } from "./desk-verification.ts";
import { askPassphrase } from "./passphrase.ts";

const { values, positionals } = argumentsOrExit(HELP, {
  allowPositionals: true,
  strict: true,
  options: {
    note: { type: "string" },
    text: { type: "string" },
    department: { type: "string" },
    ground: { type: "string" },
    elsewhere: { type: "string" },
    finding: { type: "string" },
    "checked-how": { type: "string" },
    "no-visit": { type: "string" },
    "checked-on": { type: "string" },
    measures: { type: "string" },
    "case-number": { type: "string" },
    checklist: { type: "string" },
    until: { type: "string" },
    "done-by": { type: "string" },
    into: { type: "string" },
    as: { type: "string" },
    number: { type: "string" },
    record: { type: "string" },
    photo: { type: "string", multiple: true },
    paper: { type: "string" },
    to: { type: "string" },
    "passphrase-file": { type: "string" },
    help: { type: "boolean" },
  },
});
const [command = "", reference = ""] = positionals;

interface Desk {
  house: House;
  /** Asks for the passphrase the first time. */
  clerk: () => Promise<Clerk>;
}

const COMMANDS: Readonly<Record<string, (desk: Desk) => Promise<number>>> = {
  list: async ({ house }) => {
    for (const tip of await listTipLines(house)) {
      const who = tip.isNamed ? "实名" : "匿名";
      console.log([tip.reference, tip.receivedAt, tip.category, who, tip.status].join("  "));
    }
    return 0;
  },
  due: async ({ house }) => {
    for (const line of await listDue(house, { today: house.today() })) console.log(dueLine(line));
    return 0;
  },
  show: async ({ house, clerk }) =>
    say(await viewTipAtDesk(house, await clerk(), reference), describeTip),
  message: async ({ house, clerk }) =>
    say(
      await recordDeskMessage(house, await clerk(), reference, { text: values.text ?? "" }),
      () => `${reference} 消息已发给举报人`,
    ),
  "allow-identity": async ({ house, clerk }) =>
    say(await allowIdentity(house, await clerk(), reference), () => `${reference} 已同意查看`),
  "decline-identity": async ({ house, clerk }) =>
    say(
      await declineIdentity(house, await clerk(), reference, { note: values.note }),
      () => `${reference} 没有同意查看，理由已写给申请的部门`,
    ),
  evidence: async ({ house, clerk }) =>
    say(await viewEvidence(house, await clerk(), reference), describeEvidence),
  verification: async ({ house, clerk }) => {
    const read = recordFrom(values.record ?? "", values.photo ?? []);
    return say(
      await recordVerification(house, await clerk(), reference, read),
      ({ photos }) => `${reference} 核查记录已经保存，照片${photos}张`,
    );
  },
  "save-photo": async ({ house, clerk }) => {
    const number = Number(values.number);
    return await saveAs(await openPhoto(house, await clerk(), reference, number, "original"));
  },
  paper: async ({ house, clerk }) => {
    const made = await openPaper(house, await clerk(), reference, values.paper ?? "");
    if (!("value" in made)) return say(made, String);
    const { name, content } = made.value;
    return await saveAs({ value: { name, content: Readable.from([content]) } });
  },
  "save-copy": (desk) => save(desk, "copy"),
  "save-original": (desk) => save(desk, "original"),
};

async function save({ house, clerk }: Desk, part: FilePart): Promise<number> {
  const number = Number(values.number);
  if (part === "original" && values.note !== undefined) {
    const request = { act: "open-original", input: { note: values.note } };
    const said = await actOnTip(house, await clerk(), reference, request);
    if (!("value" in said)) return say(said, String);
  }
  return await saveAs(await openEvidence(house, await clerk(), reference, number, part));
}

async function saveAs(opened: Outcome<Saved>): Promise<number> {
  if (!("value" in opened)) return say(opened, String);
  return say(await saveEvidence(opened.value, values.to ?? "."), String);
}

async function act({ house, clerk }: Desk): Promise<number> {
  const { note, department, ground, elsewhere, finding, until, into } = values;
  const given = { note, department, ground, elsewhere, finding, until, into };
  const input = {
    ...given,
    checkedHow: values["checked-how"],
    noVisit: values["no-visit"],
    checkedOn: values["checked-on"],
    doneBy: values["done-by"],
    measures: values.measures?.split(","),
    caseNumber: values["case-number"],
    checklist: values.checklist?.split(","),
  };
  return say(
    await actOnTip(house, await clerk(), reference, { act: command, input }),
    ({ status }) => `${reference} ${DESK_ACTS.get(command)?.name}，现在是 ${status}`,
  );
}

const NEEDS_NO_REFERENCE = ["list", "due"];

process.exitCode = await run();

async function run(): Promise<number> {
  const run = COMMANDS[command] ?? (DESK_ACTS.has(command) ? act : undefined);
  if (values.help || run === undefined) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  if (!NEEDS_NO_REFERENCE.includes(command) && reference === "") {
    console.error("请写明举报编号，例如 AK-2026-000001。");
    return 2;
  }
  const settings = settingsOrExit();
  if (!existsSync(join(settings.SECRETS_DIR, "recovery.json"))) {
    console.error(`${settings.SECRETS_DIR} 里没有密钥；请先启动一次服务，或检查 SECRETS_DIR。`);
    return 1;
  }
  const { house } = await openHouse(settings);
  try {
    let opened: Promise<Clerk> | undefined;
    const clerk = () => {
      opened ??= clerkOf(house);
      return opened;
    };
    return await run({ house, clerk });
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    console.error("口令不对，或者数据已被改动，打不开。");
    return 1;
  } finally {
    await house.db.close();
  }
}

function say<T>(outcome: Outcome<T>, describeValue: (value: T) => string): number {
  if ("value" in outcome) {
    console.log(describeValue(outcome.value));
    return 0;
  }
  for (const { message } of outcome.problems) console.error(message);
  return 1;
}

async function clerkOf(house: House): Promise<Clerk> {
  const passphrase = await askPassphrase(values["passphrase-file"]);
  const detail = `在服务器上办理 ${reference}（${command}）`;
  const clerk = await recordRecovery(house, passphrase, { reference, detail });
  return values.as ? { ...clerk, opener: onlyFor(values.as, clerk.opener) } : clerk;
}

/**
 * Accounts of the staff on the command line: the first administrator, and what only the recovery
 * passphrase can do. Everything else is done in the console, by the people themselves.
 */
import { findMemberByAccount, listMembers } from "#db/queries/members.ts";
import { MEMBER_STATES } from "#domain/member.ts";
import { ACTOR_ON_CONSOLE } from "#domain/staff-event.ts";
import { type Settings, settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { CannotOpen } from "#server/secrets/sealing.ts";
import { giveDeskKey, type KeyGiver } from "#server/services/admit-to-desk.ts";
import { activate } from "#server/services/confirm-member.ts";
import { recoveryOpener } from "#server/services/desk.ts";
import type { DeskName } from "#server/services/desk-keys.ts";
import type { House, Outcome } from "#server/services/house.ts";
import { type Invitation, inviteAdministrator } from "#server/services/invite-member.ts";
import { takeOut } from "#server/services/withdraw-from-desk.ts";
import { argumentsOrExit } from "./arguments.ts";
import { askPassphrase } from "./passphrase.ts";

const HELP = `用法：npm run staff -- <命令> [选项]
  invite-administrator --account 账号 --name 姓名
                        邀请系统管理员，显示一次性的邀请码；已有管理员时要用恢复口令
  claim --account 账号 --desk 地区/部门 [--desk …]
                        用恢复口令把部门钥匙交给一位有岗位的成员（部门的第一位成员这样开始）
  withdraw --account 账号 --desk 地区/部门
                        用恢复口令撤回最后一位成员的钥匙，并更换部门钥匙
  confirm --account 账号
                        用恢复口令确认重设密码的本人，没有别人能确认时用
  list                  列出账号和状态
选项
  --passphrase-file 文件  从文件读恢复口令；不给就在屏幕上问
  --help                  显示这些说明
动用恢复口令都会记入操作记录，有关部门、管理员和审计员登录时会看到。
目录由环境变量 DATA_DIR、SECRETS_DIR、CONTENT_DIR 指定，与服务相同。
退出码：0 办成；1 没有办成，原因在屏幕上；2 命令写得不对。`;

const { values, positionals } = argumentsOrExit(HELP, {
  allowPositionals: true,
  strict: true,
  options: {
    account: { type: "string" },
    name: { type: "string" },
    desk: { type: "string", multiple: true },
    "passphrase-file": { type: "string" },
    help: { type: "boolean" },
  },
});
const [command = ""] = positionals;

const COMMANDS: Readonly<Record<string, (house: House, settings: Settings) => Promise<number>>> = {
  "invite-administrator": inviteFirst,
  claim: (house) => forEachDesk(house, giveDeskKey, "已交付钥匙"),
  withdraw: (house) => forEachDesk(house, takeOut, "已撤回钥匙，并更换了部门钥匙"),
  confirm,
  list: async (house) => {
    for (const { account, name, state } of await listMembers(house.db.read)) {
      const stateName = MEMBER_STATES.find(({ id }) => id === state)?.name ?? state;
      console.log([account, name, stateName].join("  "));
    }
    return 0;
  },
};

process.exitCode = await run();

async function run(): Promise<number> {
  const act = COMMANDS[command];
  if (values.help || act === undefined || positionals.length !== 1) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const settings = settingsOrExit();
  const { house, newPassphrase } = await openHouse(settings);
  if (newPassphrase !== null) console.log(`恢复口令（只显示这一次，请抄下来）：${newPassphrase}`);
  try {
    return await act(house, settings);
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    console.error("恢复口令不对。");
    return 1;
  } finally {
    await house.db.close();
  }
}

async function inviteFirst(house: House, settings: Settings): Promise<number> {
  const person = { account: values.account ?? "", name: values.name ?? "" };
  const show = (invitation: Invitation) => invitationText(invitation, settings);
  const first = await inviteAdministrator(house, person, false);
  if ("value" in first || first.refusal !== "conflict") return say(first, show);
  if (first.problems.some(({ field }) => field !== "passphrase")) return say(first, show);
  await giver(house);
  return say(await inviteAdministrator(house, person, true), show);
}

async function forEachDesk(
  house: House,
  act: (
    house: House,
    giver: KeyGiver,
    desk: DeskName,
    memberId: string,
  ) => Promise<Outcome<unknown>>,
  done: string,
): Promise<number> {
  const memberId = await memberIdOf(house);
  const desks = (values.desk ?? []).map(deskOf);
  if (memberId === null) return 1;
  if (desks.length === 0 || desks.some((desk) => desk === null)) {
    console.error("请写明部门，例如 --desk ankang/miit。");
    return 2;
  }
  const by = await giver(house);
  let worst = 0;
  for (const desk of desks) {
    if (desk === null) continue;
    const at = `${desk.jurisdiction}/${desk.department}`;
    worst = Math.max(
      worst,
      say(await act(house, by, desk, memberId), () => `${at} ${done}`),
    );
  }
  return worst;
}

async function confirm(house: House): Promise<number> {
  const memberId = await memberIdOf(house);
  if (memberId === null) return 1;
  await giver(house);
  const by = { actor: ACTOR_ON_CONSOLE, usesRecovery: true };
  const member = { id: memberId, state: "confirming" };
  return say(await activate(house, member, by), () => "已确认，可以登录了");
}

/** Whoever has the passphrase; throws `CannotOpen` when it is wrong. */
async function giver(house: House): Promise<KeyGiver> {
  const opener = recoveryOpener(house, await askPassphrase(values["passphrase-file"]));
  return { actor: ACTOR_ON_CONSOLE, opener, usesRecovery: true };
}

async function memberIdOf(house: House): Promise<string | null> {
  const member = await findMemberByAccount(house.db.read, values.account ?? "");
  if (member === undefined) console.error("没有这个账号，请用 --account 写明。");
  return member?.id ?? null;
}

function deskOf(text: string): DeskName | null {
  const [jurisdiction, department, ...rest] = text.split("/");
  return jurisdiction && department && rest.length === 0 ? { jurisdiction, department } : null;
}

function invitationText({ account, code, expiresAt }: Invitation, settings: Settings): string {
  const { SERVICE_ORIGIN, SITE_URL, HOST, PORT } = settings;
  const origin = SERVICE_ORIGIN || SITE_URL || `http://${HOST}:${PORT}`;
  return `账号 ${account} 的邀请，只能用一次，${expiresAt} 前有效：
  链接    ${origin}/staff/invitation/#${code}
  邀请码  ${code}
请当面或者用另外的渠道交给本人，不要发在群里。`;
}

function say<T>(outcome: Outcome<T>, describeValue: (value: T) => string): number {
  if ("value" in outcome) {
    console.log(describeValue(outcome.value));
    return 0;
  }
  for (const { message } of outcome.problems) console.error(message);
  return 1;
}

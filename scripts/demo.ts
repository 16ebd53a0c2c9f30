/**
 * Fills an empty data folder with a demonstration: desks, staff and 40 invented tips in every
 * state, through the same use cases as everything else. `npm start -- --demo` runs it before the
 * server starts. It refuses a folder in which there is anything.
 */
import { listMembers } from "#db/queries/members.ts";
import { listTips } from "#db/queries/tips.ts";
import { shanghaiDate } from "#domain/calendar-date.ts";
import { ACTOR_ON_CONSOLE } from "#domain/staff-event.ts";
import type { Grant } from "#domain/staff-role.ts";
import { nameOf } from "#lib/format.ts";
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { recoveryClerk, recoveryOpener } from "#server/services/desk.ts";
import type { House } from "#server/services/house.ts";
import { listRecoveryUses, recordRecoverySeen } from "#server/services/recovery-use.ts";
import { previewRouting } from "#server/services/route-tip.ts";
import type { StaffSession } from "#server/services/staff-session.ts";
import { type DemoMember, demoAdministrator, demoMember, resultOf } from "./demo/people.ts";
import { matterOf } from "./demo/stories.ts";
import { tellStory } from "./demo/tips.ts";

const TIPS = 40;
/** Newest first would be odd: the first is this old, the last was filed today. */
const DAYS_BACK = 39;
/** A tip this many numbers before is about the same matter and still open; others merge into it. */
const MERGED_WITH = 10;

process.exitCode = await run();

async function run(): Promise<number> {
  const settings = settingsOrExit();
  const opened = await openHouse(settings);
  const clock = { now: opened.house.now() };
  const today = () => settings.TODAY || shanghaiDate(clock.now);
  const house = { ...opened.house, now: () => clock.now, today };
  try {
    const { read } = house.db;
    const isEmpty = (await listMembers(read)).length + (await listTips(read)).length === 0;
    if (!isEmpty || opened.newPassphrase === null) {
      console.error(
        "演示只能放进空的数据目录，这里已经有数据。接着用这里的，不加 --demo 启动：npm start；重新放一份，另选目录，例如 DATA_DIR=./demo-data SECRETS_DIR=./demo-secrets npm start -- --demo",
      );
      return 1;
    }
    await fill(house, clock, opened.newPassphrase);
    return 0;
  } finally {
    await house.db.close();
  }
}

/** Makes the staff of every desk that gets a tip, files the tips and drives them. */
async function fill(house: House, clock: { now: Date }, passphrase: string): Promise<void> {
  const giver = {
    actor: ACTOR_ON_CONSOLE,
    opener: recoveryOpener(house, passphrase),
    usesRecovery: true,
  };
  const administrator = await demoAdministrator(house);
  const members = [administrator];
  const byDesk = new Map<string, DemoMember>();
  for (const person of castOf(house)) {
    const member = await demoMember(house, { administrator, giver }, person);
    members.push(member);
    for (const { role, jurisdiction, department } of person.grants) {
      if (role === "deskLead") byDesk.set(`${jurisdiction}/${department}`, member);
    }
  }
  const anybody = recoveryClerk(house, passphrase);
  const references: string[] = [];
  for (let number = 0; number < TIPS; number += 1) {
    const { jurisdiction } = matterOf(number);
    const world = {
      house,
      clock,
      clerkOf: (department: string) =>
        byDesk.get(`${jurisdiction}/${department}`)?.session.clerk ?? anybody,
      transferTo: [...byDesk.keys()]
        .filter((desk) => desk.startsWith(`${jurisdiction}/`))
        .map((desk) => desk.split("/")[1] ?? ""),
    };
    const daysAgo = Math.max(0, DAYS_BACK - number);
    const mergeInto = references[number - MERGED_WITH];
    references.push(await tellStory(world, number, { daysAgo, mergeInto }));
  }
  for (const { session } of members) await confirmRecovery(house, session);
  console.log(describe(members, passphrase));
}

/** That the demonstration was made with the passphrase is no news to anybody in it. */
async function confirmRecovery(house: House, session: StaffSession): Promise<void> {
  const [newest] = await listRecoveryUses(house, session);
  if (newest) resultOf(await recordRecoverySeen(house, session, newest.position));
}

/** A lead for every desk that gets an invented tip, and one of each other role at the busiest. */
function castOf(house: House): { account: string; role: string; grants: readonly Grant[] }[] {
  const grants = Array.from({ length: TIPS }, (_, number) => {
    const { jurisdiction, category } = matterOf(number);
    const routed = resultOf(previewRouting(house, { jurisdiction, category })).desks;
    return routed
      .filter(({ role }) => role !== "supporting")
      .map(({ department }) => ({ role: "deskLead", jurisdiction, department }) as const);
  }).flat();
  const desks = Map.groupBy(grants, (grant) => `${grant.jurisdiction}/${grant.department}`);
  const leads = [...desks].map(([desk, [grant]]) => ({
    account: `demo.${desk.replace("/", ".")}`.slice(0, 40),
    role: `${departmentName(house, grant)}负责人`,
    grants: grant ? [grant] : [],
  }));
  const [busiest] = [...desks.values()].toSorted((one, two) => two.length - one.length);
  const at = { jurisdiction: busiest?.[0]?.jurisdiction, department: busiest?.[0]?.department };
  const desk = departmentName(house, busiest?.[0]);
  const { jurisdictions } = house.snapshot();
  const place = jurisdictions.find(({ id }) => id === at.jurisdiction)?.facts.name ?? "";
  const others: ReturnType<typeof castOf> = [
    { account: "demo.intake", role: `受理员，${desk}`, grants: [{ role: "intake", ...at }] },
    { account: "demo.handler", role: `承办人，${desk}`, grants: [{ role: "handler", ...at }] },
    {
      account: "demo.coordinator",
      role: `统筹员，${place}`,
      grants: [{ role: "coordinator", jurisdiction: at.jurisdiction }],
    },
    // Two: whoever sends something to be published does not approve it.
    ...Object.entries({ "demo.publisher": "甲", "demo.publisher2": "乙" }).map(
      ([account, which]) => ({
        account,
        role: `发布员${which}，${place}`,
        grants: [{ role: "publisher" as const, jurisdiction: at.jurisdiction }],
      }),
    ),
    { account: "demo.auditor", role: "审计员", grants: [{ role: "auditor" }] },
  ];
  return [...leads, ...others];
}

function departmentName(house: House, grant: Grant | undefined): string {
  const place = house.snapshot().jurisdictions.find(({ id }) => id === grant?.jurisdiction);
  return nameOf(place?.departments ?? [], grant?.department ?? "");
}

function describe(members: readonly DemoMember[], passphrase: string): string {
  const lines = members.map(({ account, role, password, totp, recoveryCodes }) =>
    [
      `  ${account}（${role}）`,
      `    密码      ${password}`,
      `    验证器    ${totp}`,
      `    备用码    ${recoveryCodes.slice(0, 3).join("  ")}`,
    ].join("\n"),
  );
  return `演示数据已经放好：${members.length}个账号，${TIPS}件虚构的举报。只供演示，不要在里面处理真实举报。
登录 /staff/，第二步可以填备用码（每个只能用一次），也可以把密钥填进验证器：
${lines.join("\n")}
  恢复口令    ${passphrase}
这些只显示这一次。`;
}

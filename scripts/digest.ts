/**
 * `npm run digest`: sends today's reminders that are not sent yet, or shows them. The running server
 * does the same by itself on working days.
 */
import { settingsOrExit } from "#server/env.ts";
import { openHouse } from "#server/house.ts";
import { mailServerOf } from "#server/mail/mail-settings.ts";
import { readNoticeAddresses } from "#server/mail/notice-addresses.ts";
import { smtpSender } from "#server/mail/smtp.ts";
import { consoleOf } from "#server/notice-job.ts";
import type { House } from "#server/services/house.ts";
import { mailFaultOf } from "#server/services/mailer.ts";
import { type DigestPlan, listDigests, sendDigests } from "#server/services/send-digest.ts";
import { argumentsOrExit } from "./arguments.ts";

const HELP = `用法：npm run digest -- [--dry-run]
把今天快到期、到期和超期的举报编号和日期发给各部门登记的邮箱，每个邮箱每天一封。
  --dry-run   只显示要发给谁、写什么，不发送，也不需要邮件服务器
  --help      显示这些说明
部门的邮箱写在 SECRETS_DIR 里的 notice-addresses.yaml，例如：
  ankang:
    miit: [duty@example.org]
邮件服务器：SMTP_HOST、SMTP_PORT、SMTP_SECURITY、SMTP_USER、SMTP_PASSWORD、SMTP_CA_FILE、MAIL_FROM。
退出码：0 都发出了，或者没有要发的；1 有没发出的，原因在屏幕上；2 命令或设置写得不对。`;

process.exitCode = await run();

async function run(): Promise<number> {
  const { values } = argumentsOrExit(HELP, {
    options: { "dry-run": { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const settings = settingsOrExit();
  const server = mailServerOf(settings);
  if (server === null && !values["dry-run"]) {
    console.error("没有设置邮件服务器（SMTP_HOST、MAIL_FROM）。只想看内容，请加 --dry-run。");
    return 2;
  }
  const { house } = await openHouse(settings);
  try {
    const read = readNoticeAddresses(settings.SECRETS_DIR, house.snapshot());
    if ("problems" in read) {
      for (const problem of read.problems) console.error(problem);
      return 2;
    }
    const plan = await listDigests(house, read.addresses, consoleOf(settings));
    for (const desk of plan.unaddressed) console.error(`${desk} 有要提醒的，但没有登记邮箱`);
    if (values["dry-run"] || server === null) return show(plan);
    return await send(house, plan, smtpSender(server));
  } finally {
    await house.db.close();
  }
}

function show({ digests }: DigestPlan): number {
  if (digests.length === 0) console.log("今天没有要发的提醒。");
  for (const { mail } of digests) {
    console.log(`收件人：${mail.to}\n标题：${mail.subject}\n\n${mail.text}\n----`);
  }
  return 0;
}

async function send(
  house: House,
  plan: DigestPlan,
  sender: ReturnType<typeof smtpSender>,
): Promise<number> {
  const results = await sendDigests(house, plan, sender);
  const said = { sent: "已发出", waiting: "今天已经发过，或者还没到再试的时间" } as const;
  for (const result of results) {
    const how =
      result.result === "failed"
        ? `没有发出：${mailFaultOf(result.fault).name}`
        : said[result.result];
    console.log(`${result.desks.join("、")}  ${how}`);
  }
  if (results.length === 0) console.log("今天没有要发的提醒。");
  return results.some(({ result }) => result === "failed") ? 1 : 0;
}

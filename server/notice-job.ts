import type { Logger } from "pino";
import { isNoticeTime } from "#domain/due-notice.ts";
import type { Settings } from "./env.ts";
import { mailServerOf } from "./mail/mail-settings.ts";
import { readNoticeAddresses } from "./mail/notice-addresses.ts";
import { smtpSender } from "./mail/smtp.ts";
import type { House } from "./services/house.ts";
import { listDigests, sendDigests } from "./services/send-digest.ts";

/** How often the server looks whether a reminder is to go out. */
const EVERY = 10 * 60_000;

/** Where desks sign in, for the reminders; null where the operator did not say. */
export function consoleOf({ SERVICE_ORIGIN, SITE_URL }: Settings): string | null {
  const origin = SERVICE_ORIGIN || SITE_URL;
  return origin ? `${origin}/staff/` : null;
}

/**
 * Reminds the desks by mail on working days, where a mail server is set; gives what stops it. The
 * log names desks and faults, never an address.
 */
export function startNoticeJob(house: House, settings: Settings, log: Logger): () => void {
  const server = mailServerOf(settings);
  if (server === null) return () => undefined;
  const send = smtpSender(server);
  const look = () => {
    if (!isNoticeTime(house.snapshot().workingYears, house.now())) return;
    remind().catch((error: Error) => log.error({ job: "notices", fault: error.name }));
  };
  const timer = setInterval(look, EVERY);
  look();
  return () => clearInterval(timer);

  async function remind(): Promise<void> {
    const read = readNoticeAddresses(settings.SECRETS_DIR, house.snapshot());
    if ("problems" in read) {
      log.error({ job: "notices", problems: read.problems });
      return;
    }
    const plan = await listDigests(house, read.addresses, consoleOf(settings));
    if (plan.unaddressed.length > 0) log.warn({ job: "notices", unaddressed: plan.unaddressed });
    for (const result of await sendDigests(house, plan, send)) {
      if (result.result === "failed") log.error({ job: "notices", ...result });
      if (result.result === "sent") log.info({ job: "notices", ...result });
    }
  }
}

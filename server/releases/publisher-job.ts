import type { Logger } from "pino";
import {
  type LeaseState,
  leaseSentence,
  lookAtLease,
  type PublisherMachine,
} from "./publisher-lease.ts";

/** Whether this machine publishes, as of the last look. */
export interface Publisher {
  isHere: () => boolean;
  /** For `/readyz`, which anybody may read: no name of a machine. */
  facts: () => object;
  stop: () => void;
}

const LOOK_EVERY = 20_000;

/**
 * Looks at the lease three times in a term. Where the database does not answer, a lease held counts
 * until its time is over, and no longer. The log hears of every change once.
 */
export async function startPublisher(machine: PublisherMachine, log: Logger): Promise<Publisher> {
  let state: LeaseState | null = null;
  let said = "";

  async function look(): Promise<void> {
    try {
      state = await lookAtLease(machine);
      say(leaseSentence(state));
    } catch (fault) {
      say(`公布由哪台机器负责，没有看到：${(fault as Error).message}`);
    }
  }
  function say(what: string): void {
    if (what !== said) log.info(what);
    said = what;
  }
  await look();
  const timer = setInterval(look, LOOK_EVERY);
  return {
    isHere: () => state?.isHere === true && machine.now().toISOString() < state.until,
    facts: () => ({
      publisher: state?.isHere ?? null,
      missingRelease: state?.isHere === false ? state.missing : null,
    }),
    stop: () => clearInterval(timer),
  };
}

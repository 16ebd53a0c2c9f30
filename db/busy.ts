/** Faults that pass: whoever asks again in a while is served. */
const CODES: Readonly<Record<string, string>> = {
  "55P03": "waited too long for a row another transaction holds",
  "57014": "a statement took too long",
  "25P03": "a transaction idled too long",
  "40001": "transactions collided, again and again",
  "40P01": "transactions waited for each other, again and again",
  "53300": "the server has no connection left",
  "57P01": "the server was stopped",
  "57P02": "the server broke off",
  "57P03": "the server is starting",
  ECONNREFUSED: "no server answers",
  ECONNRESET: "the connection broke",
  EPIPE: "the connection broke",
  ETIMEDOUT: "the server is out of reach",
  SQLITE_BUSY: "another process writes for too long",
};

/** What the driver says without a code. */
const MESSAGES: readonly string[] = [
  "timeout exceeded when trying to connect",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "Client has encountered a connection error and is not queryable",
  "Query read timeout",
];

/** Whether the database could not be had in time, which is no fault of what was asked. */
export function isDatabaseBusy(error: unknown): boolean {
  return isCaused(error, (code, message) => code in CODES || MESSAGES.includes(message));
}

/** Whether a transaction lost against another and may win when it is run again. */
export function isCollision(error: unknown): boolean {
  return isCaused(error, (code) => code === "40001" || code === "40P01");
}

/** Drizzle wraps what the driver throws. */
function isCaused(error: unknown, holds: (code: string, message: string) => boolean): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return holds(String(code), error.message) || isCaused(error.cause, holds);
}

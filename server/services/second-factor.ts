import { Secret, TOTP } from "otpauth";

/** RFC 6238 as every authenticator app speaks it. */
const PERIOD_SECONDS = 30;
const DIGITS = 6;
/** One step before and after counts too, for clocks that are not quite right. */
const WINDOW = 1;
export const TOTP_SECRET_BYTES = 20;

/** What an authenticator app is given: as an address for a QR code, and to be typed. */
export interface TotpSetup {
  uri: string;
  typed: string;
}

/** How to set up an authenticator app with a secret. */
export function totpSetup(secret: Uint8Array, account: string, issuer: string): TotpSetup {
  const totp = totpOf(secret, account, issuer);
  return { uri: totp.toString(), typed: totp.secret.base32.match(/.{1,4}/g)?.join(" ") ?? "" };
}

/** The time step a typed code belongs to; null when it is not a code of now. */
export function totpStep(secret: Uint8Array, typed: string, now: Date): number | null {
  const token = typed.normalize("NFKC").replace(/\s/g, "");
  if (!new RegExp(`^\\d{${DIGITS}}$`).test(token)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret).validate({ token, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
}

function totpOf(secret: Uint8Array, label = "", issuer = ""): TOTP {
  // A view of a larger buffer would bring the rest of it along.
  const buffer = Uint8Array.from(secret).buffer;
  return new TOTP({
    secret: new Secret({ buffer }),
    label,
    issuer,
    digits: DIGITS,
    period: PERIOD_SECONDS,
  });
}

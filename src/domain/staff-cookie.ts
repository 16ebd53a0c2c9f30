import { hostCookie, hostCookieOptions } from "./host-cookie.ts";

/** The cookie of a session; it opens the member's key, so scripts and other sites never get it. */
export const SESSION_COOKIE = "staff";
const DEVICE_COOKIE = "staff-device";

const DEVICE_DAYS = 180;

/** The session's cookie. It ends with the browser; the server ends it earlier. */
export function sessionCookie(isHttps: boolean) {
  return {
    name: hostCookie(SESSION_COOKIE, isHttps),
    options: hostCookieOptions(isHttps),
  } as const;
}

/** The cookie that marks a browser as known; it signs nobody in. */
export function deviceCookie(isHttps: boolean) {
  return {
    name: hostCookie(DEVICE_COOKIE, isHttps),
    options: { ...hostCookieOptions(isHttps), maxAge: DEVICE_DAYS * 86_400 },
  } as const;
}

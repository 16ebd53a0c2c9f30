/** The cookie of a session; it opens the member's key, so scripts and other sites never get it. */
export const SESSION_COOKIE = "staff";
/** Marks a browser as known; it signs nobody in. */
export const DEVICE_COOKIE = "staff-device";

const DEVICE_DAYS = 180;

/** How the session cookie is set. It ends with the browser; the server ends it earlier. */
export function sessionCookie(isHttps: boolean) {
  return { httpOnly: true, sameSite: "strict", path: "/", secure: isHttps } as const;
}

/** How the mark of a known browser is set. */
export function deviceCookie(isHttps: boolean) {
  return { ...sessionCookie(isHttps), maxAge: DEVICE_DAYS * 86_400 } as const;
}

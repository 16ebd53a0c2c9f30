/**
 * Under what name a cookie is kept. By https with a prefix (RFC 6265bis, `__Host-`): browsers then take
 * it from this very host alone, so that no neighbouring site of the same domain, such as that of
 * another department, can put its own in the place of ours.
 */
export function hostCookie(name: string, isHttps: boolean): string {
  return isHttps ? `__Host-${name}` : name;
}

/** How such a cookie is set: for no script, for no other site, and by https never without it. */
export function hostCookieOptions(isHttps: boolean) {
  return { httpOnly: true, sameSite: "strict", path: "/", secure: isHttps } as const;
}

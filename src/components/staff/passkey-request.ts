/** An answer of our own API: what it gives, or the first sentence that says what is wrong. */
export type PasskeyAnswer<T> = { value: T } | { problem: string };

/** Posts JSON to our own API. */
export async function ask<T>(path: string, body: unknown): Promise<PasskeyAnswer<T>> {
  const answer = await fetch(`/api/v1/staff${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (answer.ok) return { value: json as T };
  return { problem: json.errors?.[0]?.message ?? json.title ?? "没有办成，请再试一次。" };
}

/** Shows what became of it. */
export function say(text: string): void {
  const place = document.querySelector("#passkey-state");
  if (place) place.textContent = text;
}

/** Passkeys belong to a name; an address made of numbers has none. */
export function hasName(): boolean {
  return !/^[\d.]+$|:/.test(location.hostname);
}

/** What is said when the browser or the person broke off. */
export const BROKEN_OFF = "通行密钥没有用成，可以再试一次，或者填验证码。";

import { browserSupportsWebAuthn, startAuthentication } from "@simplewebauthn/browser";
import { ask, BROKEN_OFF, hasName, say } from "./passkey-request.ts";

/** Offers a passkey for the second step, where the browser can and the member has one. */
type Options = Parameters<typeof startAuthentication>[0]["optionsJSON"];

const button = document.querySelector<HTMLButtonElement>("#use-passkey");
if (button && browserSupportsWebAuthn() && hasName()) await offer(button);

async function offer(button: HTMLButtonElement): Promise<void> {
  const options = await ask<Options>("/session/passkey/options", {});
  if (!("value" in options)) return;
  button.hidden = false;
  button.addEventListener("click", () => use(options.value));
}

async function use(optionsJSON: Options): Promise<void> {
  const response = await startAuthentication({ optionsJSON }).catch(() => null);
  if (response === null) return say(BROKEN_OFF);
  const signedIn = await ask("/session/passkey", response);
  if ("problem" in signedIn) return say(signedIn.problem);
  location.assign("/staff/");
}

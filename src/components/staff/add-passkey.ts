import { browserSupportsWebAuthn, startRegistration } from "@simplewebauthn/browser";
import { ask, BROKEN_OFF, hasName, say } from "./passkey-request.ts";

/** Lets a member add a passkey, where the browser can. */
type Options = Parameters<typeof startRegistration>[0]["optionsJSON"];

const form = document.querySelector<HTMLFormElement>("#add-passkey");
if (form && browserSupportsWebAuthn() && hasName()) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void add(new FormData(form));
  });
}

async function add(filled: FormData): Promise<void> {
  const options = await ask<Options>("/account/passkeys/options", {});
  if ("problem" in options) return say(options.problem);
  const response = await startRegistration({ optionsJSON: options.value }).catch(() => null);
  if (response === null) return say(BROKEN_OFF);
  const { current, name } = Object.fromEntries(filled);
  const added = await ask("/account/passkeys", { current, name, response });
  if ("problem" in added) return say(added.problem);
  location.assign("/staff/account/?done=added");
}

import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";

const field = document.querySelector<HTMLInputElement>("#altcha");
// Browsers derive keys only on pages that came safely; elsewhere the question stays to be answered.
if (field !== null && globalThis.crypto?.subtle !== undefined) void prove(field);

/** Does the proof of work while the reporter reads the answers over; keys are derived off this thread. */
async function prove(field: HTMLInputElement): Promise<void> {
  const response = await fetch("/api/v1/challenge");
  if (!response.ok) return;
  const { altcha: challenge }: { altcha: Challenge } = await response.json();
  const solution = await solveChallenge({ challenge, deriveKey });
  if (solution === null) return;
  field.value = btoa(JSON.stringify({ challenge, solution }));
  document.querySelector("#altcha-done")?.removeAttribute("hidden");
}

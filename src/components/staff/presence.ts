import { type TipViewer, viewerText } from "#domain/tip-viewer.ts";

/**
 * Says every little while that the tip is still open here and whether somebody writes, shows who
 * else has it open, and tells when it has changed since. A page in the background says nothing.
 */
const EVERY_SECONDS = 20;

const line = document.querySelector<HTMLElement>("[data-presence]");
let timer: number | undefined;
let wasWriting = false;

if (line !== null) {
  timer = window.setInterval(() => void say(line), EVERY_SECONDS * 1000);
  document.addEventListener("visibilitychange", () => void say(line));
  // Colleagues are told at once, not only at the next turn.
  document.addEventListener("input", () => {
    if (isWriting() !== wasWriting) void say(line);
  });
}

async function say(shown: HTMLElement): Promise<void> {
  if (document.hidden) return;
  wasWriting = isWriting();
  const answer = await fetch(shown.dataset.presence ?? "", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ isWriting: wasWriting, hasRead: false }),
  }).catch(() => null);
  // Signed out, or the tip has gone to another desk: there is nothing more to say.
  if (answer !== null && answer.status >= 400 && answer.status < 500) clearInterval(timer);
  if (!answer?.ok) return;
  show(shown, await answer.json());
}

function show(
  shown: HTMLElement,
  { viewers, version, messages }: { viewers: TipViewer[]; version: number; messages: number },
): void {
  const text = viewers.map(viewerText).join("，");
  if (shown.textContent?.trim() !== text) shown.textContent = text;
  const changes = {
    "[data-acted]": version !== Number(shown.dataset.version),
    "[data-written]": messages !== Number(shown.dataset.messages),
  };
  for (const [part, isSo] of Object.entries(changes)) {
    const sentence = document.querySelector<HTMLElement>(part);
    if (sentence !== null) sentence.hidden = !isSo;
  }
  const notice = document.querySelector<HTMLElement>("[data-overtaken]");
  if (notice !== null) notice.hidden = !Object.values(changes).includes(true);
}

/** Whether anything on the page differs from what it came with. */
function isWriting(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    "main form[method=post] :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio]))",
  );
  return [...fields].some((field) => field.value !== field.defaultValue);
}

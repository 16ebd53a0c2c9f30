import { printUntitled } from "../print-untitled.ts";

const code = document.querySelector("#receipt");
const noted = document.querySelector<HTMLInputElement>("#noted");
if (code !== null && noted !== null) {
  offerCopy(code);
  offerPrint();
  warnBeforeLeaving(noted);
}

/** Where the browser does not hand out its clipboard the code is marked, ready to be copied. */
function offerCopy(code: Element): void {
  const told = document.querySelector("#copy-done");
  const say = (text: string) => {
    if (told !== null) told.textContent = text;
  };
  buttonOf("#copy-code")?.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
      say("已复制。用完请再复制别的内容盖掉它。");
    } catch {
      getSelection()?.selectAllChildren(code);
      say("已选中，请按 Ctrl+C，或者长按后选复制。");
    }
  });
}

function offerPrint(): void {
  printUntitled();
  buttonOf("#print-code")?.addEventListener("click", () => print());
}

/** Asks before the code is gone for good; not when leaving in a hurry, which hides the page. */
function warnBeforeLeaving(noted: HTMLInputElement): void {
  let isTaken = false;
  document.addEventListener("submit", () => {
    isTaken = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!noted.checked && !isTaken && !document.documentElement.hidden) event.preventDefault();
  });
}

function buttonOf(selector: string): HTMLButtonElement | null {
  const button = document.querySelector<HTMLButtonElement>(selector);
  button?.removeAttribute("hidden");
  return button;
}

/**
 * Keys of the console: J and K move through the lines or from tip to tip, X chooses a line, the
 * others open a form of the tip, or of that of the line. They can be switched off, and never act
 * while somebody writes.
 */
const STORED = "console-shortcuts";
const FORMS: Readonly<Record<string, string>> = {
  1: "act-admit",
  2: "act-merge",
  3: "act-decline",
  h: "work-snooze",
  a: "work-assign",
  t: "act-transfer",
};

const toggle = document.querySelector<HTMLInputElement>("[data-shortcuts]");
const help = document.querySelector<HTMLDialogElement>("#shortcut-help");
let isOn = localStorage.getItem(STORED) !== "off";

if (toggle !== null) {
  toggle.checked = isOn;
  toggle.closest("label")?.removeAttribute("hidden");
  toggle.addEventListener("change", () => {
    isOn = toggle.checked;
    localStorage.setItem(STORED, isOn ? "on" : "off");
  });
}

const named = location.hash.slice(1);
if (Object.values(FORMS).includes(named)) openForm(named);

document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!isOn || help?.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isWriting(event.target)) return;
  if (key === "?") help?.showModal();
  else if (key === "j" || key === "k") move(key);
  else if (key === "x") lineInFocus()?.querySelector<HTMLElement>("[type=checkbox]")?.click();
  else if (FORMS[key] !== undefined) openForm(FORMS[key]);
  else return;
  event.preventDefault();
});

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")
  );
}

function move(key: "j" | "k"): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-open]")];
  if (links.length === 0) {
    document.querySelector<HTMLElement>(`[rel=${key === "j" ? "next" : "prev"}]`)?.click();
    return;
  }
  const at = links.findIndex((link) => link.closest("tr") === lineInFocus());
  links[Math.min(links.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)))]?.focus();
}

function lineInFocus(): Element | null {
  return document.activeElement?.closest("tr") ?? null;
}

/** Of the tip that is open; in an inbox, of the one whose line has the focus. */
function openForm(id: string): void {
  const line = lineInFocus()?.querySelector<HTMLAnchorElement>("[data-open]");
  if (line) {
    location.assign(`${line.href}#${id}`);
    return;
  }
  const folded = document.querySelector<HTMLDetailsElement>(`#${id}`);
  if (folded === null) return;
  folded.open = true;
  const form = folded.querySelector("form[data-act]") ?? folded;
  form.querySelector<HTMLElement>("textarea, select, input:not([type=hidden]), button")?.focus();
}

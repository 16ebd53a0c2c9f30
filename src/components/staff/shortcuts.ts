/**
 * Keys of the console: J and K move through the lines, the others open a form of the tip that is
 * open. They can be switched off, and never act while somebody writes.
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

document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!isOn || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  if (key === "?") help?.showModal();
  else if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (FORMS[key] !== undefined) openForm(FORMS[key]);
  else return;
  event.preventDefault();
});

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")
  );
}

function move(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-open]")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
}

function openForm(id: string): void {
  const form = document.querySelector<HTMLDetailsElement>(`#${id}`);
  if (form === null) return;
  form.open = true;
  form.querySelector<HTMLElement>("textarea, select, input:not([type=hidden]), button")?.focus();
}

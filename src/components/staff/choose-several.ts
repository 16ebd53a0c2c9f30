/** Chooses all lines of a table at once, and says how many are chosen. */
const all = document.querySelector<HTMLInputElement>("[data-choose-all]");
const said = document.querySelector<HTMLElement>("[data-chosen]");

if (all !== null) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const line of lines()) line.checked = all.checked;
    sayHowMany();
  });
}
document.addEventListener("change", sayHowMany);
sayHowMany();

function lines(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('[name="chosen"]')];
}

function sayHowMany(): void {
  const chosen = lines().filter((line) => line.checked).length;
  if (said !== null) said.textContent = chosen === 0 ? "" : `${chosen}件`;
  if (all === null) return;
  all.checked = chosen > 0 && chosen === lines().length;
  all.indeterminate = chosen > 0 && !all.checked;
}

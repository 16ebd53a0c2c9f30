/* Remembers dark or light and large type. Loaded before the page is drawn so that nothing flashes;
   without it the page follows the system's own settings. */
(() => {
  const root = document.documentElement;
  const remembered = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const remember = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      /* Storage is switched off: the choice holds for this page only. */
    }
  };
  const apply = (name, value) => {
    if (value) root.dataset[name] = value;
  };
  apply("theme", remembered("theme"));
  apply("type", remembered("type"));

  const isDark = () =>
    root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
  const isLarge = () => root.dataset.type === "large";
  const switches = {
    theme: { isOn: isDark, on: "dark", off: "light" },
    type: { isOn: isLarge, on: "large", off: "normal" },
  };

  addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-switch]")) {
      const name = button.dataset.switch;
      const { isOn, on, off } = switches[name];
      const show = () => button.setAttribute("aria-pressed", String(isOn()));
      button.hidden = false;
      show();
      button.addEventListener("click", () => {
        apply(name, isOn() ? off : on);
        remember(name, root.dataset[name]);
        show();
      });
    }
  });
})();

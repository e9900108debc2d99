// Sets theme, density and language on <html> before the first paint, so that nothing flashes.
// The keys and words are those of src/theme/appearance.ts and src/i18n/language.ts.
(() => {
  const root = document.documentElement;
  const kept = (key, words, otherwise) => {
    try {
      const word = localStorage.getItem(key);
      return words.includes(word) ? word : otherwise;
    } catch {
      return otherwise;
    }
  };
  const theme = kept("anju.theme", ["light", "dark"], "system");
  const dark = theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  root.dataset.theme = dark ? "dark" : "light";
  root.dataset.density = kept("anju.density", ["dense", "roomy"], "dense");
  root.lang = kept("anju.language", ["zh-CN", "en"], "zh-CN");
})();

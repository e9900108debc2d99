/** A page whose every policy violation and script error fails the test. */
import { test as plain } from "@playwright/test";

export const test = plain.extend({
  page: async ({ page }, provide) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      const refused = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !refused) faults.push(message.text());
    });
    await provide(page);
    if (faults.length > 0) throw new Error(faults.join("\n"));
  },
});

export const THEMES = ["light", "dark"] as const;

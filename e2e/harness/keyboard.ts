/** A page worked by keyboard alone: nothing is pressed with a mouse, nothing filled in but letter by letter. */
import { expect, type Locator, type Page } from "@playwright/test";

type Way = "Tab" | "Shift+Tab";
const MOST_TABS = 150;

export function keyboardOn(page: Page) {
  const press = (keys: string) => page.keyboard.press(keys);

  async function tabTo(target: Locator, way: Way = "Tab"): Promise<void> {
    const wanted = target.first();
    await expect(wanted).toBeVisible();
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await press(way);
    }
    throw new Error(`${target} cannot be reached by ${way}`);
  }

  return {
    press,
    tabTo,
    /** Goes to it, and presses it. */
    async enter(target: Locator, way?: Way): Promise<void> {
      await tabTo(target, way);
      await press("Enter");
    },
    /** Goes to a field, and types in place of what stands there. */
    async type(field: Locator, text: string): Promise<void> {
      await tabTo(field);
      await press("Control+A");
      await page.keyboard.type(text);
    },
    /** Goes to a list, and chooses by the first letters. */
    async choose(list: Locator, letters: string, value: string): Promise<void> {
      await tabTo(list);
      await page.keyboard.type(letters);
      await expect(list).toHaveValue(value);
    },
    /** What was said to people who listen to the screen. */
    said: page.locator("[data-announcer]"),
  };
}

import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TwoSecondConfirm } from "../keys/two-second-confirm";
import { Button } from "./button";
import { IconButton } from "./icon-button";

type Asleep = { sleeping: string | null };
const nothing = () => {};

test.each<[string, (asleep: Asleep) => ReturnType<typeof createElement>]>([
  ["a button", (asleep) => createElement(Button, { ...asleep, "aria-describedby": "own" }, "Go")],
  ["an icon", (asleep) => createElement(IconButton, { ...asleep, label: "Go", icon: null })],
  [
    "a button that asks twice",
    (asleep) =>
      createElement(TwoSecondConfirm, { ...asleep, label: "Go", onConfirm: nothing, onUntimed: nothing }),
  ],
])("%s that sleeps is disabled, and described by why; awake it is neither", (_, of) => {
  const asleep = renderToStaticMarkup(of({ sleeping: "It is over." }));
  const [, why] = /aria-describedby="([^"]+)"/.exec(asleep) ?? [];
  expect(asleep).toContain('aria-disabled="true"');
  expect(asleep).toMatch(new RegExp(`</button><span id="${why}" class="sr-only">It is over.</span>$`));
  const awake = renderToStaticMarkup(of({ sleeping: null }));
  expect(awake).toMatch(/<\/button>$/);
  expect(awake).not.toContain("aria-disabled");
  expect(awake).not.toMatch(/aria-describedby="(?!own")/);
});

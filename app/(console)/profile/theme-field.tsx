"use client";
import { useState } from "react";
import { chooseTheme } from "@/app/theme-actions";
import { THEMES, type Theme } from "@/components/shell/theme-switch";
import { SegmentedControl } from "@/components/ui/segmented-control";

/** As the system, light or dark: at once, and in the cookie. */
export function ThemeField({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  const [last, setLast] = useState(theme);
  // The switch in the navigation may have changed it.
  if (last !== theme) {
    setLast(theme);
    setChosen(theme);
  }
  function choose(value: string) {
    document.documentElement.dataset.theme = value;
    setChosen(value as Theme);
    const form = new FormData();
    form.set("theme", value);
    void chooseTheme(form).catch(() => {});
  }
  return (
    <SegmentedControl
      className="max-w-xl"
      legend="Theme"
      hideLegend
      name="theme"
      options={THEMES.map(({ value, label }) => ({ value, label }))}
      value={chosen}
      onChange={choose}
    />
  );
}

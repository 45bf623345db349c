import Link from "next/link";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { currentTheme } from "../theme";
import { chooseTheme } from "../theme-actions";

/** Under every page by which people enter. */
export async function Foot() {
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <Link href="/docs" className="link">
        Documentation
      </Link>
      <ThemeSwitch theme={await currentTheme()} action={chooseTheme} />
    </div>
  );
}

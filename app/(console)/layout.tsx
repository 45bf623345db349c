import type { ReactNode } from "react";
import { currentTheme } from "@/app/theme";
import { visit } from "@/lib/entry/page";
import { areasFor } from "./areas";
import { Frame } from "./frame";

/** The frame of the console. It is no lock: every page asks for its own permission. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { visitor } = await visit();
  const { name, email, role, workspaceName, timeZone, confirmSeconds } = visitor;
  return (
    <Frame
      permissions={role.table}
      workspace={{ name: workspaceName, href: "/" }}
      user={{ name, email, role: role.name }}
      nav={areasFor(role)}
      userLinks={[{ label: "Profile", href: "/profile" }]}
      preferences={{ timeZone, confirmMs: confirmSeconds === 0 ? null : confirmSeconds * 1000 }}
      theme={await currentTheme()}
    >
      {children}
    </Frame>
  );
}

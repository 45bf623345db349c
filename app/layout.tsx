import "./globals.css";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Providers } from "@/components/ui/providers";
import { TabTitle } from "./tab-title";
import { currentTheme } from "./theme";

export const metadata: Metadata = { robots: { index: false, follow: false } };

/** Every page: the theme is known before the first paint, so nothing flashes. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" data-theme={await currentTheme()}>
      <body>
        <TabTitle />
        <Providers nonce={nonce}>
          <NuqsAdapter>{children}</NuqsAdapter>
        </Providers>
      </body>
    </html>
  );
}

"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";
import { Announcer } from "./announcer";
import { TipHost } from "./tip";
import { ToastRegion } from "./toast";

/** Mount once in the root layout, around everything. `nonce` is the one of the Content-Security-Policy. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      {children}
      <TipHost />
      <ToastRegion />
      <Announcer />
    </CSPProvider>
  );
}

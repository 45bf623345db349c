"use client";
import { CSPProvider } from "@base-ui/react/csp-provider";
import { Toast } from "@base-ui/react/toast";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { Announcer } from "./announcer";
import { TipHost } from "./tip";
import { ToastRegion, toasts } from "./toast";

/** Mount once in the root layout, around everything. `nonce` is the one of the Content-Security-Policy. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <Tooltip.Provider timeout={300}>
        <Toast.Provider toastManager={toasts} limit={3}>
          {children}
          <TipHost />
          <ToastRegion />
          <Announcer />
        </Toast.Provider>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

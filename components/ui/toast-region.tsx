"use client";
import { Toast } from "@base-ui/react/toast";
import { CircleCheck, Info, OctagonAlert, X } from "lucide-react";
import { useEffect } from "react";
import { buttonStyle } from "./button-style";
import { cx } from "./class-names";
import { receiveToasts, type ToastKind } from "./toast";

const toasts = Toast.createToastManager();
const icons = { success: CircleCheck, info: Info, danger: OctagonAlert };
const inks: Record<ToastKind, string> = { success: "text-good", info: "text-info", danger: "text-danger" };

/** The region itself; from its mounting on, it takes what was shown before, too. */
export function Toasts() {
  useEffect(
    () =>
      receiveToasts(({ title, kind = "success", detail, action }) => {
        toasts.add({
          title,
          description: detail,
          type: kind,
          timeout: action ? 10_000 : 5_000,
          actionProps: action ? { children: action.label, onClick: action.run } : undefined,
        });
      }),
    [],
  );
  return (
    <Toast.Provider toastManager={toasts} limit={3}>
      <Toast.Portal>
        {/* In the middle: buttons stand at the left of a form and at the right of a table or a dialog. */}
        <Toast.Viewport className="fixed inset-x-4 max-sm:top-4 sm:bottom-4 z-50 mx-auto grid justify-items-center gap-2 sm:w-96">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((item) => {
    const kind = (item.type as ToastKind) ?? "info";
    const Icon = icons[kind] ?? Info;
    return (
      <Toast.Root
        key={item.id}
        toast={item}
        className="w-full rounded-lg border border-line bg-surface shadow-lift transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-center gap-3 py-2.5 pr-2 pl-3.5">
          <Icon aria-hidden="true" className={cx("size-4 shrink-0", inks[kind])} />
          <div className="min-w-0 flex-1">
            <Toast.Title className="wrap-anywhere font-strong text-sm" />
            <Toast.Description className="wrap-anywhere text-soft text-xs" />
          </div>
          {item.actionProps ? <Toast.Action className={buttonStyle("secondary", "sm")} /> : null}
          <Toast.Close
            aria-label="Dismiss"
            className="flex size-8 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink"
          >
            <X aria-hidden="true" className="size-4" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}

"use client";
import { Toast } from "@base-ui/react/toast";
import { CircleCheck, Info, OctagonAlert, X } from "lucide-react";
import { buttonStyle } from "./button-style";
import { cx } from "./class-names";

/** The page's toasts. Only for what is already visible: an error stands beside what failed instead. */
export const toasts = Toast.createToastManager();

type Kind = "success" | "info" | "danger";
const icons = { success: CircleCheck, info: Info, danger: OctagonAlert };
const inks: Record<Kind, string> = { success: "text-good", info: "text-info", danger: "text-danger" };

/** Shows a toast for five seconds, with one action at most ("Undo"). */
export function toast(
  title: string,
  options: { kind?: Kind; detail?: string; action?: { label: string; run: () => void } } = {},
) {
  const { kind = "success", detail, action } = options;
  return toasts.add({
    title,
    description: detail,
    type: kind,
    timeout: action ? 10_000 : 5000,
    actionProps: action ? { children: action.label, onClick: action.run } : undefined,
  });
}

/** Where toasts appear; Providers mounts it. F6 moves the focus there. */
export function ToastRegion() {
  return (
    <Toast.Portal>
      <Toast.Viewport className="fixed inset-x-4 max-sm:top-4 sm:bottom-4 z-50 grid justify-items-end gap-2 sm:left-auto sm:w-96">
        <ToastList />
      </Toast.Viewport>
    </Toast.Portal>
  );
}

function ToastList() {
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((item) => {
    const kind = (item.type as Kind) ?? "info";
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

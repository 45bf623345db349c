import type { ReactNode } from "react";
import { cx } from "./class-names";

/** A name that a person chose: its direction cannot spill into our sentence (right-to-left marks, spoofing). */
export function Bdi({ children, className }: { children: ReactNode; className?: string }) {
  return <bdi className={cx("wrap-anywhere", className)}>{children}</bdi>;
}

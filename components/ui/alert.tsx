import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./class-names";

type Kind = "info" | "success" | "warning" | "danger";
const kinds = {
  info: { box: "border-info-line bg-info-wash", ink: "text-info", Icon: Info },
  success: { box: "border-good-line bg-good-wash", ink: "text-good", Icon: CircleCheck },
  warning: { box: "border-soon-line bg-soon-wash", ink: "text-soon", Icon: TriangleAlert },
  danger: { box: "border-danger-line bg-danger-wash", ink: "text-danger", Icon: OctagonAlert },
};
type Props = {
  kind?: Kind;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
  className?: string;
};

/** A message that belongs to the place where it stands. `live` for one that appears after an act. */
export function Alert({ kind = "info", title, children, action, live, className }: Props) {
  const { box, ink, Icon } = kinds[kind];
  return (
    <div
      role={live ? (kind === "danger" ? "alert" : "status") : undefined}
      data-kind={kind}
      className={cx("flex gap-3 rounded-lg border p-3.5", box, className)}
    >
      <Icon aria-hidden="true" className={cx("mt-0.5 size-4 shrink-0", ink)} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title ? <p className={cx("font-strong", ink)}>{title}</p> : null}
        {children ? <div className="wrap-anywhere text-ink">{children}</div> : null}
        {action ? <div className="mt-2 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}

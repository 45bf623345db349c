"use client";
import {
  cloneElement,
  type HTMLAttributes,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

export type PopoverProps = {
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  /** Names what opens. */
  label: string;
  children: ReactNode;
};

const load = () => import("./popover-popup");
const PopoverPopup = lazy(() => load().then((it) => ({ default: it.PopoverPopup })));

/** A small form on `trigger`. What opens is fetched when the pointer or the focus arrives. */
export function Popover(props: PopoverProps) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(props.trigger, {
    "aria-haspopup": "dialog",
    "aria-expanded": false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setWanted(true),
  });
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <PopoverPopup {...props} />
    </Suspense>
  );
}

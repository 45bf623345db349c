"use client";
import {
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

export type MenuEntry =
  | {
      kind?: "item";
      label: ReactNode;
      icon?: ReactNode;
      onSelect: () => void;
      danger?: boolean;
      sleeping?: string | null;
    }
  | { kind: "link"; label: ReactNode; icon?: ReactNode; href: string }
  | {
      kind: "check";
      label: ReactNode;
      checked: boolean;
      onChange: (checked: boolean) => void;
      sleeping?: string | null;
    }
  | { kind: "heading"; label: ReactNode }
  | { kind: "line" };

export type MenuProps = {
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  entries: MenuEntry[];
  align?: "start" | "end";
};

const load = () => import("./menu-popup");
const MenuPopup = lazy(() => load().then((it) => ({ default: it.MenuPopup })));

/**
 * A menu on `trigger`. A sleeping entry stays in the list and says why it cannot be chosen. Until somebody presses it,
 * there is the trigger alone; what opens is fetched when the pointer or the focus arrives.
 */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
    onClick: () => setWanted(true),
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      setWanted(true);
    },
  });
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <MenuPopup {...props} />
    </Suspense>
  );
}

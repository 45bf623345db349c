"use client";
import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link whose page is fetched ahead only while somebody reaches for it. Links that stand on every page, or on every
 * row, would all be fetched again after each action.
 */
export function ReachedLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  const [reached, setReached] = useState(false);
  const near = () => setReached(true);
  const away = () => setReached(false);
  return (
    <Link
      {...props}
      prefetch={reached ? null : false}
      onPointerEnter={near}
      onPointerLeave={away}
      onFocus={near}
      onBlur={away}
    />
  );
}

import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { cx } from "./class-names";
import { ReachedLink } from "./reached-link";

type Props = ComponentProps<typeof ReachedLink> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
};

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({ variant, size, icon, children, className, ...rest }: Props) {
  return (
    <ReachedLink {...rest} className={cx(buttonStyle(variant, size), className)}>
      {icon}
      {children}
    </ReachedLink>
  );
}

import type { ReactNode } from "react";

/** The public half of any key that is published, as PEM, at the address where programs find it too. */
export function PublicKeyLink({
  issuer,
  kid,
  children,
}: {
  issuer: string;
  kid: string;
  children: ReactNode;
}) {
  return (
    <a
      className="link"
      href={`${issuer}/.well-known/keys/${kid}.pem`}
      download={`keysmith-${kid.slice(0, 8)}.pem`}
    >
      {children}
    </a>
  );
}

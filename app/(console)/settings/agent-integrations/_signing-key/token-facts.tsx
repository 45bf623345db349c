import Link from "next/link";

type Props = { audience: string; minutes: number };

/** Whom tokens are for and how long they live, and where an Owner changes it. */
export function TokenFacts({ audience, minutes }: Props) {
  return (
    <p className="mt-4 text-soft">
      Its tokens are for <code className="wrap-anywhere text-ink">{audience}</code> and live for{" "}
      {minutes === 1 ? "1 minute" : `${minutes} minutes`}, never longer than their access key. An Owner
      changes both in{" "}
      <Link className="link" href="/settings/workspace#tokens">
        Workspace settings
      </Link>
      .
    </p>
  );
}

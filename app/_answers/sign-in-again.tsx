import type { Problem } from "./problem";

/** Where the session has ended: a way to sign in that keeps what was typed. */
export function SignInAgain({ problem }: { problem: Problem | null }) {
  if (problem?.code !== "signed-out") return null;
  return (
    <p>
      <a className="link" href="/sign-in" target="_blank" rel="noopener">
        Sign in in a new tab
      </a>
      , then press the button here again.
    </p>
  );
}

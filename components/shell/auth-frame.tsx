import type { ReactNode } from "react";
import { KeyDrawing } from "./key-drawing";
import { Wordmark } from "./mark";
import { NotAlive } from "./not-alive";

type Props = {
  title: ReactNode;
  purpose?: ReactNode;
  children: ReactNode;
  /** Under the form: other ways, the theme switch. */
  foot?: ReactNode;
  /** For the wizard: "Step 1 of 3". */
  step?: ReactNode;
};

/** Sign in, set up, accept an invitation: one form on a quiet page, the mark beside it. */
export function AuthFrame({ title, purpose, children, foot, step }: Props) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <NotAlive />
      <div
        aria-hidden="true"
        className="ruled relative hidden overflow-hidden border-line border-r bg-sunk lg:block"
      >
        <KeyDrawing className="absolute top-1/2 left-1/2 h-[34rem] max-h-[72dvh] -translate-x-1/2 -translate-y-1/2 text-brass-edge" />
      </div>
      <main
        id="main"
        tabIndex={-1}
        className="flex min-w-0 flex-col px-5 py-8 outline-none sm:px-10 lg:px-20"
      >
        <Wordmark />
        <div className="flex w-full max-w-md flex-1 flex-col justify-center py-10">
          {step ? <p className="mb-2 text-faint text-xs">{step}</p> : null}
          <h1 className="wrap-anywhere text-xl">{title}</h1>
          {purpose ? <p className="mt-1.5 text-base text-soft">{purpose}</p> : null}
          <div className="mt-8">{children}</div>
        </div>
        {foot ? <div className="text-faint text-xs">{foot}</div> : null}
      </main>
    </div>
  );
}

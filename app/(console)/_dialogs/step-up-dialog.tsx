"use client";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { offerStepUp } from "@/app/_answers/step-up";

const StepUpForm = lazy(() => import("./step-up-form").then((it) => ({ default: it.StepUpForm })));

/** Asks for the password above whatever was sent; see `withStepUp`. Mounted once, in the frame of the console. */
export function StepUpDialog({ email }: { email: string }) {
  const [turn, setTurn] = useState(0);
  const [open, setOpen] = useState(false);
  const settle = useRef<(given: boolean) => void>(() => {});
  useEffect(
    () =>
      offerStepUp(() => {
        settle.current(false);
        setTurn((last) => last + 1);
        setOpen(true);
        return new Promise((resolve) => {
          settle.current = resolve;
        });
      }),
    [],
  );
  function close(given: boolean) {
    setOpen(false);
    settle.current(given);
  }
  if (turn === 0) return null;
  return (
    <Suspense fallback={null}>
      <StepUpForm key={turn} email={email} open={open} onClose={close} />
    </Suspense>
  );
}

"use client";
import { Button } from "./button";

type Props = {
  /** What is missing, as the subject of a sentence: "Its usage". */
  what: string;
  onAgain: () => void;
};

/** A part that asked the hub and could not read the answer: the likeliest causes, and a way to ask again. */
export function Unread({ what, onAgain }: Props) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="min-w-0 flex-1 basis-60">
        {what} could not be read. Check your connection; if the hub has just been updated, load the page
        again.
      </p>
      <Button size="sm" onClick={onAgain}>
        Try again
      </Button>
    </div>
  );
}

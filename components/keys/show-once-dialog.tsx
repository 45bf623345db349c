"use client";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import type { Instant } from "../ui/format-time";
import type { FirstUse } from "./first-use-line";
import { type Issued, IssuedKey } from "./issued-key";

type Props = {
  open: boolean;
  /** Called when it really closes: drop `issued` from memory then. */
  onClose: () => void;
  /** Phase one: title, and a form as children with its own buttons. */
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Phase one's buttons; give the submit button the form's id (`form=`). */
  footer?: ReactNode;
  /** Phase two, as soon as the server has answered. */
  issued: Issued | null;
  issuedTitle: ReactNode;
  baseUrl: string;
  firstUse?: FirstUse | null;
  now: Instant;
  /** What became of an older secret: its receipt. */
  farewell?: ReactNode;
};

/** One dialog, two phases, no navigation: the form, then the value that is shown only once. */
export function ShowOnceDialog(props: Props) {
  const {
    open,
    onClose,
    title,
    description,
    children,
    footer,
    issued,
    issuedTitle,
    baseUrl,
    firstUse = null,
    now,
    farewell,
  } = props;
  const [copied, setCopied] = useState(false);
  const [asking, setAsking] = useState(false);
  function close() {
    setCopied(false);
    setAsking(false);
    onClose();
  }
  return (
    <Dialog
      open={open}
      sticky={issued !== null}
      onOpenChange={(next, details) => {
        if (next) return;
        if (!issued || copied) return close();
        // Escape before copying: the value would be gone for good, so ask.
        details.cancel();
        setAsking(!asking);
      }}
      title={issued ? issuedTitle : title}
      description={issued ? undefined : description}
      footer={issued ? <ShowOnceFooter {...{ copied, asking, close }} onAsk={setAsking} /> : footer}
    >
      {issued ? (
        <IssuedKey
          {...{ issued, baseUrl, copied, firstUse, now, farewell }}
          onCopied={() => setCopied(true)}
        />
      ) : (
        children
      )}
    </Dialog>
  );
}

/** Done; or, as long as it was not copied, whether that is meant. */
export function ShowOnceFooter({
  what = "key",
  copied,
  asking,
  onAsk,
  close,
}: {
  /** What is copied. */
  what?: string;
  copied: boolean;
  /** Whether it is asked, and that it shall be, or no more. */
  asking: boolean;
  onAsk: (asking: boolean) => void;
  close: () => void;
}) {
  if (copied || !asking) {
    return (
      <Button key="done" variant="secondary" onClick={() => (copied ? close() : onAsk(true))}>
        Done
      </Button>
    );
  }
  return (
    <div
      role="alertdialog"
      aria-label="You haven't copied it"
      className="flex w-full flex-wrap items-center justify-between gap-x-4 gap-y-2"
    >
      <p>
        <span className="font-strong">You haven't copied it.</span>{" "}
        {`After closing, nobody can show this ${what} again.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button key="stay" size="sm" autoFocus onClick={() => onAsk(false)}>
          Go back
        </Button>
        <Button size="sm" variant="danger" onClick={close}>
          Close without copying
        </Button>
      </div>
    </div>
  );
}

"use client";
import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { TroubleAlert } from "@/app/_answers/trouble-alert";
import { useAnswer } from "@/app/_answers/use-answer";
import { focusNextRow } from "@/components/table/focus-next-row";
import { announce } from "@/components/ui/announcer";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";
import type { Answer } from "@/lib/contracts/answer";

type Asked = Pick<
  ComponentProps<typeof ConsequenceDialog>,
  "title" | "consequences" | "confirmLabel" | "tone"
>;
type Props = Asked & {
  send: () => Promise<Answer<unknown>>;
  /** Said aloud once it is done. */
  said: string;
  /** The row that goes with it, where one does. */
  leaving?: string;
  /** Where to go once it is done, from a page that is open to one no more. */
  afterwards?: string;
  onClose: () => void;
};

/** Asks before an act on a row, and keeps its table right afterwards. */
export function ActDialog({ send: ask, said, leaving, afterwards, onClose, ...asked }: Props) {
  const router = useRouter();
  const { busy, trouble, send } = useAnswer();
  async function confirm() {
    if (!(await send(ask))) return;
    if (afterwards) return window.location.assign(afterwards);
    announce(said);
    if (leaving) focusNextRow(leaving);
    onClose();
    router.refresh();
  }
  return (
    <ConsequenceDialog
      {...asked}
      open
      onOpenChange={(open) => !open && onClose()}
      busy={busy}
      onConfirm={confirm}
    >
      <TroubleAlert trouble={trouble} />
    </ConsequenceDialog>
  );
}

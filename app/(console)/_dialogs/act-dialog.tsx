"use client";
import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import type { Run } from "@/app/_answers/settle";
import { useSubmit } from "@/app/_answers/use-submit";
import { focusNextRow } from "@/components/table/focus-next-row";
import { announce } from "@/components/ui/announcer";
import { ConsequenceDialog } from "@/components/ui/consequence-dialog";

type Asked = Pick<
  ComponentProps<typeof ConsequenceDialog>,
  "title" | "description" | "consequences" | "confirmLabel" | "tone" | "size"
>;
type Props = Asked & {
  send: Run<unknown>;
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
  const { busy, problem, submit } = useSubmit();
  async function confirm() {
    if (!(await submit(ask))) return;
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
      <ProblemAlert problem={problem} />
    </ConsequenceDialog>
  );
}

"use client";
import { focusNextRow } from "@/components/table/focus-next-row";
import { announce } from "@/components/ui/announcer";
import type { OutpostSummary } from "@/lib/services/outposts/list";
import { removeOneOutpost } from "./actions";
import { OutpostDialog } from "./outpost-dialog";

type Props = { outpost: OutpostSummary; refresh: () => Promise<void>; open: boolean; onClose: () => void };

/** Takes an Outpost off the list, and its token with it. */
export function RemoveOutpostDialog({ outpost, refresh, open, onClose }: Props) {
  return (
    <OutpostDialog
      verb="Remove"
      {...{ outpost, open, onClose }}
      consequences={[
        "Its token is worthless at once.",
        "Where it still runs, it lets nobody in from the moment it hears of this: at once, or after a day at most if it is cut off from the hub.",
        "What it has counted stays in the usage of your keys, and the removal in the audit log.",
      ]}
      send={(idempotencyKey) => removeOneOutpost({ id: outpost.id }, idempotencyKey)}
      onDone={() => {
        announce(`${outpost.name} has been removed`);
        focusNextRow(outpost.id);
        onClose();
        void refresh();
      }}
    />
  );
}

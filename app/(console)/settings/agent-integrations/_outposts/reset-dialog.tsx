"use client";
import { useState } from "react";
import type { OutpostList, OutpostSummary } from "@/lib/services/outposts/list";
import type { ResetOutpost } from "@/lib/services/outposts/reset";
import { resetEveryOutpost, resetOneOutpost } from "./actions";
import { CatchUp } from "./catch-up";
import { OutpostDialog } from "./outpost-dialog";
import { ResetReceipts } from "./reset-receipts";

type Props = {
  /** Null = every one. */
  outpost: OutpostSummary | null;
  list: OutpostList;
  open: boolean;
  onClose: () => void;
};

/** Has Outposts begin anew, and shows their receipts as they arrive. */
export function ResetDialog({ outpost, list, open, onClose }: Props) {
  const [reset, setReset] = useState<{ outposts: ResetOutpost[]; since: Date } | null>(null);
  const count = list.outposts.length;
  const one = outpost !== null || count === 1;
  return (
    <OutpostDialog
      verb="Reset"
      {...{ outpost, open, onClose }}
      questionOfAll="Reset Outposts to use the current signing key?"
      consequences={[
        one
          ? `${outpost ? "It" : "The one Outpost"} drops all that it knows of keys, revocations and the signing key, and fetches it anew.`
          : `All ${count} Outposts drop all that they know of keys, revocations and the signing key, and fetch it anew.`,
        `${one ? "It" : "Each"} answers with a receipt, which arrives here.`,
        "Keys and tokens that are good stay good.",
      ]}
      tone="primary"
      send={(idempotencyKey) =>
        outpost ? resetOneOutpost({ id: outpost.id }, idempotencyKey) : resetEveryOutpost({}, idempotencyKey)
      }
      onDone={({ outposts }) => setReset({ outposts, since: list.at })}
      outcome={
        reset && {
          title: "Reset",
          children: (
            <div className="grid gap-3">
              <ResetReceipts {...reset} list={list} />
              <CatchUp what="fetch the new state" />
            </div>
          ),
        }
      }
    />
  );
}

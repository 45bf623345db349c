"use client";
import { prepareNextKey } from "./actions";
import { NewKeyDialog } from "./new-key-dialog";

type Props = { open: boolean; onClose: () => void; refresh: () => Promise<void> };

/** The first step of a rotation with overlap: makes and publishes the next key. */
export function OverlapDialog({ refresh, ...frame }: Props) {
  return (
    <NewKeyDialog
      {...frame}
      title="Rotate with overlap?"
      description="The next key is published first, and signs once your Outposts have proven that they know it. Tokens of the present key stay good until they end by themselves."
      confirmLabel="Publish Next Key"
      send={prepareNextKey}
      said="The next key has been published"
      onDone={refresh}
    />
  );
}

"use client";
import { useRouter } from "next/navigation";
import { generateKey } from "./actions";
import { NewKeyDialog } from "./new-key-dialog";

/** Makes the first signing key. */
export function GenerateDialog(frame: { open: boolean; onClose: () => void }) {
  const router = useRouter();
  return (
    <NewKeyDialog
      {...frame}
      title="Generate a signing key?"
      description="The pair is made on the hub. Its public half is shown here and published; its private half is sealed, and nobody ever handles it."
      confirmLabel="Generate Key"
      send={generateKey}
      said="The signing key has been generated"
      onDone={() => router.refresh()}
    />
  );
}

import { Receipt } from "@/components/keys/receipt";
import type { Receipt as Facts } from "@/lib/domain/feed/receipt";

/** The receipt of a withdrawal, gate by gate. */
export function WithdrawalReceipt({ receipt }: { receipt: Facts }) {
  return (
    <Receipt
      afterMs={receipt.elapsedMs}
      verifiers={[
        ...receipt.reported.map((name) => ({ name })),
        ...receipt.silent.map((name) => ({ name, afterMs: null })),
      ]}
    />
  );
}

import { Receipt } from "@/components/keys/receipt";
import type { Receipt as Facts } from "@/lib/domain/feed/receipt";

const verifiers = <Name,>({ reported, silent }: { reported: Name[]; silent: Name[] }) => [
  ...reported.map((name) => ({ name })),
  ...silent.map((name) => ({ name, afterMs: null })),
];

/** The receipt of a withdrawal, gate by gate and Outpost by Outpost; of Outposts that one may not see their number. */
export function WithdrawalReceipt({ receipt }: { receipt: Facts }) {
  return (
    <Receipt
      afterMs={receipt.elapsedMs}
      verifiers={verifiers(receipt)}
      outposts={verifiers(receipt.outposts)}
    />
  );
}

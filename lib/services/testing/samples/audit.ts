/** Samples of the cards of the audit log and of diagnostics. */

import { insertDiagnostics } from "@/db/queries/diagnostics";
import { newDiagnosticId } from "@/lib/crypto/random";
import { listEvents } from "../../audit/list";
import { verifyChain } from "../../audit/verify-chain";
import { lookupDiagnostic } from "../../diagnostics/lookup";
import { nothing, query, type Sample } from "../sample";

export const AUDIT_SAMPLES: Sample[] = [
  query(listEvents, async () => ({ input: { before: 1_000 } })),
  query(verifyChain, nothing),
  query(lookupDiagnostic, async ({ db, home }) => {
    const id = newDiagnosticId();
    const refusal = { cause: "unknown", publicId: null, keyId: null, ip: null };
    await insertDiagnostics(db, [{ ...refusal, id, atMs: Date.now(), workspaceId: home.id }]);
    return { input: { id } };
  }),
];

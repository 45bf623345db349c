"use server";

import { look } from "@/lib/entry/action";
import { verifyChain } from "@/lib/services/audit/verify-chain";

export async function checkChain() {
  return look(verifyChain, {});
}

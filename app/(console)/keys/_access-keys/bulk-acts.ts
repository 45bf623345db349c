import type { Answer } from "@/lib/contracts/answer";
import type { RefusalCode } from "@/lib/domain/refusals";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { BulkMove } from "@/lib/services/access-keys/selection";
import type { BulkResult } from "@/lib/services/keys/bulk";
import { deleteAccessKeys, disableAccessKeys, enableAccessKeys, revokeAccessKeys } from "./actions";

/** Rows that were ticked, or all that match the table's filters. */
export type KeysPicked = { ids: string[] } | { filter: Record<string, unknown> };

interface Act {
  /** As in "Revoke 3 keys?" */
  verb: string;
  /** As in "3 keys revoked". */
  done: string;
  action: (input: unknown, idempotencyKey: string) => Promise<Answer<BulkResult>>;
  consequences: { one: string[]; many: string[] };
  tone: "danger" | "primary";
}

export const BULK_ACTS: Record<BulkMove, Act> = {
  revoke: {
    verb: "Revoke",
    done: "revoked",
    action: revokeAccessKeys,
    consequences: {
      one: [
        "From now on every call with this key is refused, at every gate. Programs that still use it fail.",
        "There is no undo. The key stays in the list with its history.",
      ],
      many: [
        "From now on every call with these keys is refused, at every gate. Programs that still use them fail.",
        "There is no undo. The keys stay in the list with their history.",
      ],
    },
    tone: "danger",
  },
  disable: {
    verb: "Disable",
    done: "disabled",
    action: disableAccessKeys,
    consequences: {
      one: [
        "Every call with this key is refused until somebody enables it again. Its expiration keeps running.",
      ],
      many: [
        "Every call with these keys is refused until somebody enables them again. Their expirations keep running.",
      ],
    },
    tone: "danger",
  },
  enable: {
    verb: "Enable",
    done: "enabled",
    action: enableAccessKeys,
    consequences: {
      one: ["Calls with this key pass again."],
      many: ["Calls with these keys pass again."],
    },
    tone: "primary",
  },
  delete: {
    verb: "Delete",
    done: "deleted",
    action: deleteAccessKeys,
    consequences: {
      one: [
        "Deleting revokes this key at once: whatever uses it can no longer authenticate.",
        "It leaves every list, and cannot be brought back. The audit log keeps what happened.",
      ],
      many: [
        "Deleting revokes these keys at once: whatever uses them can no longer authenticate.",
        "They leave every list, and cannot be brought back. The audit log keeps what happened.",
      ],
    },
    tone: "danger",
  },
};

const SKIP_WORDS: Partial<Record<RefusalCode, string>> = {
  "not-found": "has been deleted already",
  "key-revoked": "has been revoked already",
  "key-expired": "has expired already",
  "key-already-disabled": "is disabled already",
  "key-not-disabled": "is not disabled",
  "key-pending": "is still pending",
};

/** Why a key was skipped, to stand behind its name. */
export function skipWords(why: RefusalCode): string {
  return SKIP_WORDS[why] ?? `was skipped: ${REFUSAL_MESSAGES[why].sentence.replace(/\.$/, "")}`;
}

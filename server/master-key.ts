/** The master key: where it comes from, how it is written, and the proof that it is the one that sealed the database. */
import { randomBytes } from "node:crypto";
import { type MasterKey, open, SealBroken, seal } from "@/lib/crypto/sealing";
import { Secret } from "@/lib/domain/secret";
import { StartupError } from "@/lib/startup-error";
import { readSecretFile, removeSecretFile, writeSecretFile } from "./secrets";
import type { HubSettings } from "./settings";

const proofPlace = { workspaceId: "hub", row: "master-key-proof" };
const proofText = "keysmith";

export interface MasterKeys {
  /** Newest first; the first one seals. */
  keys: [MasterKey, ...MasterKey[]];
  /** Where they were found, for sentences. */
  source: string;
}

/** The master key from the environment or its file; null where there is none yet. */
export function findMasterKey(settings: Pick<HubSettings, "masterKey" | "masterKeyFile">): MasterKeys | null {
  if (settings.masterKey !== null) return parseMasterKeys(settings.masterKey, "KEYSMITH_MASTER_KEY");
  const text = readSecretFile(settings.masterKeyFile);
  return text === null ? null : parseMasterKeys(text, settings.masterKeyFile);
}

export interface MadeMasterKey {
  masterKeys: MasterKeys;
  /** Takes the key away again, if it was made here; for one that has sealed nothing. */
  withdraw(): void;
}

/**
 * Makes the first master key and writes its file. Only for a database that holds nothing yet. Of two starts at once on
 * one data folder both get the key of the one that was first.
 */
export function makeMasterKey({ masterKeyFile }: Pick<HubSettings, "masterKeyFile">): MadeMasterKey {
  const text = `v1:${randomBytes(32).toString("base64")}`;
  const isOurs = writeSecretFile(masterKeyFile, text);
  const kept = isOurs ? text : (readSecretFile(masterKeyFile) ?? "");
  return {
    masterKeys: parseMasterKeys(kept, masterKeyFile),
    withdraw: () => {
      if (isOurs) removeSecretFile(masterKeyFile, text);
    },
  };
}

/** `v1:` and 32 bytes in base64; several versions on lines of their own or with commas between. */
export function parseMasterKeys(text: string, source: string): MasterKeys {
  const parts = text.split(/[\s,]+/).filter((part) => part !== "");
  const keys = parts.map((part) => {
    const match = /^(?:v([1-9]\d{0,5}):)?([A-Za-z0-9+/_-]{42,43}=?)$/.exec(part);
    const bytes = Buffer.from(match?.[2] ?? "", "base64");
    return { version: Number(match?.[1] ?? 1), bytes };
  });
  const whole = keys.every((key) => key.bytes.length === 32);
  const once = new Set(keys.map((key) => key.version)).size === keys.length;
  const [first, ...rest] = keys.sort((a, b) => b.version - a.version);
  if (first && whole && once) return { keys: [first, ...rest], source };
  throw new StartupError(
    `The master key (${source}) is damaged: it must be v1: and 32 bytes in base64; put it back from where you keep it.`,
  );
}

/** What the hub's row keeps: opens under the right key alone. */
export function proofOf({ keys }: MasterKeys): string {
  return seal(keys[0], proofPlace, new Secret(proofText));
}

export function proves({ keys }: MasterKeys, proof: string): boolean {
  try {
    return open(keys, proofPlace, proof).reveal() === proofText;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

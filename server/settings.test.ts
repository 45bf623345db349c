import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { SETTINGS, SettingError } from "@/lib/config";
import { sentenceOf } from "./failure";
import { readSettings } from "./settings";

describe("the hub's settings", () => {
  it("need nothing to be set", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ port: 3000, host: "0.0.0.0", role: "all", databaseUrl: null });
    expect(settings.publicUrl.origin).toBe("http://localhost:3000");
    expect(settings.dataFolder).toMatch(/\/data$/);
  });

  it.each([
    ["PORT", "70000"],
    ["PORT", "http"],
    ["KEYSMITH_ROLE", "gates"],
    ["KEYSMITH_PUBLIC_URL", "keys.example.com"],
    ["KEYSMITH_PUBLIC_URL", "https://keys.example.com/path"],
    ["KEYSMITH_TRUSTED_PROXIES", "10.0.0.0/33"],
    ["KEYSMITH_TRUSTED_PROXIES", "10.0.0.0/"],
    ["KEYSMITH_TRUSTED_PROXIES", "proxy.example.com"],
    ["KEYSMITH_LOG_LEVEL", "loud"],
    ["KEYSMITH_POOL_SIZE", "0"],
    ["KEYSMITH_BAD_KEYS_PER_MINUTE", "-1"],
    ["KEYSMITH_KEY_CALLS_PER_MINUTE", "many"],
    ["KEYSMITH_METRICS_TOKEN", "too short"],
    ["KEYSMITH_METRICS_TOKEN_FILE", "/nowhere/at/all"],
    ["DATABASE_URL", "mysql://db/keys"],
    ["DATABASE_OWNER_URL", "postgres://db/keys"],
  ])("are refused with a sentence that names them: %s=%s", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingError);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(name));
    expect(SETTINGS.map((setting) => setting.name)).toContain(name);
  });

  it("never repeat a database's password", () => {
    const refuse = () => readSettings({ DATABASE_URL: "mysql://me:hunter22@db/keys" });
    expect(refuse).toThrow(SettingError);
    expect(refuse).not.toThrow(/hunter22/);
  });

  it("take the metrics token from a file, and repeat it nowhere", () => {
    const file = join(mkdtempSync(join(tmpdir(), "ks-token-")), "token");
    writeFileSync(file, "hunter22-hunter22\n");
    expect(readSettings({ KEYSMITH_METRICS_TOKEN_FILE: file }).metricsToken).toBe("hunter22-hunter22");
    const both = { KEYSMITH_METRICS_TOKEN_FILE: file, KEYSMITH_METRICS_TOKEN: "hunter22-hunter22" };
    expect(() => readSettings(both)).toThrow(SettingError);
    expect(() => readSettings({ KEYSMITH_METRICS_TOKEN: "hunter22" })).not.toThrow(/hunter22/);
    rmSync(dirname(file), { recursive: true });
  });

  it("reach people without a stack, and without a credential that slipped into a message", () => {
    expect(sentenceOf(new SettingError("PORT must be a number."))).toBe("PORT must be a number.");
    expect(sentenceOf(new SettingError("at postgres://me:hunter22@db/keys"))).not.toContain("hunter22");
  });
});

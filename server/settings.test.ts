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

  it("reach people without a stack, and without a credential that slipped into a message", () => {
    expect(sentenceOf(new SettingError("PORT must be a number."))).toBe("PORT must be a number.");
    expect(sentenceOf(new SettingError("at postgres://me:hunter22@db/keys"))).not.toContain("hunter22");
  });
});

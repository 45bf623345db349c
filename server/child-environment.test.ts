import { describe, expect, it } from "vitest";
import { readConfig } from "@/lib/config";
import { consoleEnvironment, consoleSecrets } from "./child-environment";

const key = (byte: number) => ({ version: 1, bytes: Buffer.alloc(32, byte) });
const settings = { publicUrl: new URL("https://keys.example.com"), host: "0.0.0.0", port: 3000, mail: null };

describe("the console's environment", () => {
  it("holds neither the master key nor the role that owns the database", () => {
    const given = {
      PATH: "/bin",
      DATABASE_URL: "postgres://owner:hunter22@db/keys",
      DATABASE_OWNER_URL: "postgres://owner:hunter22@db/keys",
      KEYSMITH_MASTER_KEY: "v1:hunter22",
      KEYSMITH_MASTER_KEY_FILE: "/hunter22",
      KEYSMITH_METRICS_TOKEN: "hunter22",
      KEYSMITH_SMTP_URL: "smtps://keysmith:hunter22@mail.example.com",
      NODE_ENV: "test" as const,
    };
    const env = consoleEnvironment(given, settings, consoleSecrets("postgres://runner@db/keys", [key(1)]));
    expect(JSON.stringify(env)).not.toContain("hunter22");
    expect(JSON.stringify(env)).not.toContain(key(1).bytes.toString("base64"));
    expect(env).toMatchObject({
      PATH: "/bin",
      NODE_ENV: "production",
      NEXTAUTH_URL: "https://keys.example.com",
    });
  });

  it("is the same on every instance of one master key, so that a session counts on all of them", () => {
    const { authSecret, actionsKey } = consoleSecrets("a", [key(1)]);
    expect(consoleSecrets("b", [key(1)])).toMatchObject({ authSecret, actionsKey });
    expect(consoleSecrets("a", [key(2)]).authSecret).not.toBe(authSecret);
    expect(actionsKey).not.toBe(authSecret);
    expect(Buffer.from(actionsKey, "base64")).toHaveLength(32);
  });

  it("tells the console which proxies are trusted and what the public URL is, for the workspace settings", () => {
    const given = { NODE_ENV: "test" as const, KEYSMITH_TRUSTED_PROXIES: "10.0.0.5, 10.1.0.0/16" };
    const env = consoleEnvironment(given, settings, consoleSecrets("a", [key(1)]));
    expect(readConfig(env).trustedProxies).toEqual(["10.0.0.5", "10.1.0.0/16"]);
    expect(readConfig(env).publicUrl.origin).toBe("https://keys.example.com");
    expect(readConfig({}).trustedProxies).toEqual([]);
  });

  it("leads the console's own calls to the front, by an address that this machine answers", () => {
    const at = (host: string) =>
      consoleEnvironment({ NODE_ENV: "test" }, { ...settings, host }, consoleSecrets("a", [key(1)]))
        .__NEXT_PRIVATE_ORIGIN;
    expect(["0.0.0.0", "::", "10.0.0.7", "::1"].map(at)).toEqual([
      "http://127.0.0.1:3000",
      "http://127.0.0.1:3000",
      "http://10.0.0.7:3000",
      "http://[::1]:3000",
    ]);
  });
});

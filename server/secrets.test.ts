import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findMasterKey, makeMasterKey, parseMasterKeys, proofOf, proves } from "./master-key";
import { prepareSecretsFolder, readSecretFile, writeSecretFile } from "./secrets";
import { setupLink, setupToken } from "./setup-link";

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "ks-secrets-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const mode = (path: string) => statSync(path).mode & 0o777;

describe("the host's secrets", () => {
  it("lie in files of 0600 in a folder of 0700, and are the same at the next start", () => {
    const folder = prepareSecretsFolder(data);
    writeSecretFile(join(folder, "one"), "text");
    expect(readSecretFile(join(prepareSecretsFolder(data), "one"))).toBe("text");
    expect([mode(folder), mode(join(folder, "one"))]).toEqual([0o700, 0o600]);
  });

  it("are closed again when somebody opened them to others", () => {
    const folder = prepareSecretsFolder(data);
    writeSecretFile(join(folder, "one"), "text");
    chmodSync(folder, 0o755);
    chmodSync(join(folder, "one"), 0o644);
    readSecretFile(join(prepareSecretsFolder(data), "one"));
    expect([mode(folder), mode(join(folder, "one"))]).toEqual([0o700, 0o600]);
  });

  it("leave nothing half written beside them", () => {
    writeSecretFile(join(data, "one"), "text");
    expect(readdirSync(data)).toEqual(["one"]);
  });

  it("are made once: who comes second leaves the first one's as it is", () => {
    const file = join(data, "one");
    expect([writeSecretFile(file, "first"), writeSecretFile(file, "second")]).toEqual([true, false]);
    expect(readSecretFile(file)).toBe("first");
    expect(readdirSync(data)).toEqual(["one"]);
  });

  it("are told to be unwritable in one sentence", () => {
    writeFileSync(join(data, "secrets"), "a file in the way");
    expect(() => prepareSecretsFolder(data)).toThrow(
      /cannot be written to \(E\w+\): make the data folder yours/,
    );
  });

  it("are absent where there is no file", () => {
    expect(readSecretFile(join(data, "none", "none"))).toBeNull();
  });
});

describe("the master key", () => {
  const settings = () => ({ masterKey: null, masterKeyFile: join(data, "master.key") });

  it("is 32 bytes with a version, in a file of 0600", () => {
    const made = makeMasterKey(settings()).masterKeys;
    expect(readFileSync(join(data, "master.key"), "utf8")).toMatch(/^v1:[A-Za-z0-9+/]{43}=\n$/);
    expect(mode(join(data, "master.key"))).toBe(0o600);
    expect(findMasterKey(settings())).toEqual(made);
  });

  it("is the first one's for all that start at once on one folder, and that one's alone to withdraw", () => {
    const [first, second] = [makeMasterKey(settings()), makeMasterKey(settings())];
    expect(second.masterKeys).toEqual(first.masterKeys);
    second.withdraw();
    expect(findMasterKey(settings())).toEqual(first.masterKeys);
    first.withdraw();
    expect(findMasterKey(settings())).toBeNull();
  });

  it("is not withdrawn where another one lies in its place by now", () => {
    const first = makeMasterKey(settings());
    rmSync(join(data, "master.key"));
    const second = makeMasterKey(settings());
    first.withdraw();
    expect(findMasterKey(settings())).toEqual(second.masterKeys);
  });

  it("is the environment's where that gives one", () => {
    makeMasterKey(settings());
    const given = `v1:${Buffer.alloc(32, 7).toString("base64")}`;
    expect(findMasterKey({ ...settings(), masterKey: given })?.keys[0].bytes).toEqual(Buffer.alloc(32, 7));
  });

  it("may have several versions, of which the newest seals", () => {
    const line = (version: number) => `v${version}:${Buffer.alloc(32, version).toString("base64")}`;
    const { keys } = parseMasterKeys(`${line(1)}\n${line(3)}\n${line(2)}\n`, "test");
    expect(keys.map((key) => key.version)).toEqual([3, 2, 1]);
  });

  it("opens its own proof, after a rotation too, and no other key does", () => {
    const key = (version: number, byte: number) => `v${version}:${Buffer.alloc(32, byte).toString("base64")}`;
    const first = parseMasterKeys(key(1, 1), "test");
    const rotated = parseMasterKeys(`${key(2, 2)},${key(1, 1)}`, "test");
    expect(proves(first, proofOf(first))).toBe(true);
    expect(proves(rotated, proofOf(first))).toBe(true);
    expect(proves(parseMasterKeys(key(1, 3), "test"), proofOf(first))).toBe(false);
    expect(proves(parseMasterKeys(key(2, 1), "test"), proofOf(first))).toBe(false);
  });

  it.each(["", "v1:", "v1:c2hvcnQ=", "v0:AAAA", "not a key", `v1:${"A".repeat(43)}=,v1:${"B".repeat(43)}=`])(
    "is refused where it is damaged, without being repeated: %j",
    (text) => {
      let sentence = "";
      try {
        parseMasterKeys(text, "the file");
      } catch (error) {
        sentence = (error as Error).message;
      }
      expect(sentence).toMatch(/^The master key \(the file\) is damaged/);
      if (text.length > 8) expect(sentence).not.toContain(text);
    },
  );
});

describe("the setup link", () => {
  const key = { version: 1, bytes: Buffer.alloc(32, 1) };
  const at = new Date("2026-01-02T03:04:05.678Z");

  it("is the same at every start, and another for another hub or another key", () => {
    const token = setupToken(key, at).reveal();
    expect(token).toMatch(/^[0-9A-Za-z]{43}$/);
    expect(setupToken(key, at).reveal()).toBe(token);
    expect(setupToken(key, new Date(at.getTime() + 1)).reveal()).not.toBe(token);
    expect(setupToken({ ...key, bytes: Buffer.alloc(32, 2) }, at).reveal()).not.toBe(token);
  });

  it("keeps its token out of what a browser sends", () => {
    const link = new URL(setupLink(new URL("https://keys.example.com"), setupToken(key, at)));
    expect(link.pathname + link.search).toBe("/setup");
    expect(link.hash).toContain(setupToken(key, at).reveal());
  });
});

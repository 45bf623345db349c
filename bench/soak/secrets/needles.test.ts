import { createPublicKey, generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Needles } from "./needles";

const secret = "0123456789abcdefghijklmnopqrstuvwxyzAB";
const needles = new Needles();
needles.add("the key", secret);

const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
  ["the whole key", `x"ks_aproduction_public_${secret}"y`],
  ["the secret without its public id", `\u0000${secret}\u0000`],
  ["a secret in other letters", `zzz${secret}zzz`],
  ["two thirds of it", secret.slice(7, 31)],
  ["a header of Basic", `Basic ${base64(`user:${secret}`)}`],
  ["the same, one letter on", `Basic ${base64(`users:${secret}`)}`],
  ["the same, two letters on", `Basic ${base64(`persons:${secret}`)}`],
  ["a column of bytes", `(\\x00${Buffer.from(secret).toString("hex")}ff)`],
  ["an address", `GET /token?client_secret=${encodeURIComponent(secret)}&x=1`],
])("%s is found", (_, text) => expect(needles.in(text)).toEqual(["the key"]));

test("the public id and the last four characters are no secret", () => {
  expect(needles.in(`ks_aproduction_public ...${secret.slice(-4)}`)).toEqual([]);
});

test("a secret in base64 is found in both of its alphabets, and broken into lines", () => {
  const bytes = Buffer.from("fb".repeat(20) + "ff".repeat(20), "hex");
  const own = new Needles();
  own.add("webhook", bytes.toString("base64"));
  const lines = bytes.toString("base64").replace(/(.{26})/g, "$1\r\n");
  for (const text of [bytes.toString("base64"), bytes.toString("base64url"), lines])
    expect(own.in(text)).toEqual(["webhook"]);
});

test("the private half of a signing key is found as PEM, as a JWK and as bytes; its public half is none", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" });
  const own = new Needles();
  for (const part of ["d", "p", "q"] as const) own.addBytes("signs", Buffer.from(jwk[part]!, "base64url"));
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  const der = privateKey.export({ type: "pkcs1", format: "der" });
  for (const text of [pem, JSON.stringify({ pem }), JSON.stringify(jwk), der.toString("hex")])
    expect(own.in(text)).toEqual(["signs"]);
  const open = createPublicKey(pem);
  const { n, e }: JsonWebKey = open.export({ format: "jwk" });
  const told = JSON.stringify({ n, e, pem: open.export({ type: "spki", format: "pem" }) });
  expect(own.in(told)).toEqual([]);
});

test("a file with a secret among others is named", () => {
  const folder = mkdtempSync(join(tmpdir(), "keysmith-needles-"));
  writeFileSync(join(folder, "clean"), "nothing");
  writeFileSync(join(folder, "dirty"), Buffer.concat([Buffer.alloc(9_000, 255), Buffer.from(secret)]));
  expect(needles.below(folder).found).toEqual([`the key in ${join(folder, "dirty")}`]);
  rmSync(folder, { recursive: true });
});

import { expect, test } from "vitest";
import { readSettings } from "../settings";
import { demoEnvironment } from "./demo-environment";

test("the demo is for this machine alone, whatever the hub beside it is told", () => {
  const env = {
    NODE_ENV: "production" as const,
    PORT: "3100",
    KEYSMITH_HOST: "0.0.0.0",
    KEYSMITH_PUBLIC_URL: "https://keys.example.com",
    KEYSMITH_DATA: "/var/lib/keysmith",
    DATABASE_URL: "postgres://keysmith:secret@db.example.com/keysmith",
    KEYSMITH_SMTP_URL: "smtps://keysmith:secret@mail.example.com",
  };
  const settings = readSettings(demoEnvironment(env, "/demo/data"));
  expect(settings).toMatchObject({ host: "127.0.0.1", port: 3100, mail: null, databaseUrl: null });
  expect(settings.publicUrl.origin).toBe("http://localhost:3100");
  expect(JSON.stringify(env)).not.toMatch(/secret|var.lib/);
});

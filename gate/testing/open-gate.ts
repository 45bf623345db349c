/** A gate behind a real HTTP server on a fresh database, a workspace, and keys made by the commands themselves. */
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { z } from "zod";
import type { Actor } from "@/lib/domain/people/actor";
import { createKey } from "@/lib/services/access-keys/create";
import type { Command } from "@/lib/services/card";
import { runCommand } from "@/lib/services/run-command";
import { done, makeWorkspace, openTestHub, type TestWorkspace } from "@/lib/services/testing/workspace";
import { createGate, type Gate, type GateOptions } from "../create-gate";
import type { GateLog } from "../gate-log";

export const quiet: GateLog = { debug() {}, info() {}, warn() {}, error() {} };

export interface TestGate {
  gate: Gate;
  url: string;
  /** Sends a request; `key` as a bearer. The body goes as JSON, a text as it is. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  close(): Promise<void>;
}

export interface CallOptions {
  key?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the wire brought
  json: any;
}

/** Opens one more gate on a database. */
export async function openGate(
  feedUrl: string,
  name = "gate 1",
  log = quiet,
  more: Pick<GateOptions, "limits" | "metricsToken"> = {},
): Promise<TestGate> {
  const publicUrl = new URL("https://keysmith.test");
  const gate = await createGate({ feedUrl, name, log, publicUrl, ...more });
  const server: Server = createServer((req, res) =>
    gate.handle(req, res, { ip: req.socket.remoteAddress ?? null, requestId: randomUUID() }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    gate,
    url,
    async call(method, path, { key, headers, body } = {}) {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: parsed(text) };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await gate.stop();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface TestKey {
  id: string;
  text: string;
  publicId: string;
}

type CommandIn<I extends z.ZodType> = z.input<I>;

/** A workspace whose keys are made and changed by the very commands of the console. */
export class Team {
  readonly workspace: TestWorkspace;

  constructor(workspace: TestWorkspace) {
    this.workspace = workspace;
  }

  async issue(options: { scopes?: string[]; environment?: string; expiration?: string; now?: Date } = {}) {
    const { scopes = [], environment = "production", expiration = "90", now } = options;
    const value = done(
      await runCommand(createKey, this.workspace.as(undefined, now), {
        name: `Key with ${scopes.join(", ") || "no scope"}`.slice(0, 100),
        environment,
        scopes,
        expiration,
      }),
    );
    return { id: value.id, text: value.secret!.reveal(), publicId: value.publicId } satisfies TestKey;
  }

  async run<I extends z.ZodType, V>(command: Command<I, V>, input: CommandIn<I>, actor?: Actor) {
    return done(await runCommand(command, this.workspace.as(actor), input));
  }
}

/** A hub with one gate and one team, whose own scope is `orders:write`. */
export async function openTeam() {
  const hub = await openTestHub();
  const team = new Team(await makeWorkspace(hub.db, ["orders:write", "orders:read"]));
  const verifier = await team.issue({ scopes: ["keys:verify"] });
  const gate = await openGate(hub.url);
  const verify = (body: object, key = verifier.text) =>
    gate.call("POST", "/v1/keys/verify", { key, body }).then((reply) => reply.json);
  return {
    hub,
    team,
    gate,
    verifier,
    verify,
    async close() {
      await gate.close();
      await hub.close();
    },
  };
}

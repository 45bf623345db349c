import { OpenAPIHono, z } from "@hono/zod-openapi";
import { verifyAnswer, verifyRequest } from "@/lib/contracts/verify";
import { SCOPE_OF } from "@/lib/domain/people/actor";
import { builtInRole, ROLES, rolesWith } from "@/lib/domain/people/roles";
import type { GateParts } from "../gate-parts";
import type { Exchange } from "../http/exchange";
import { NOT_FOUND, type Problem, problemBody, wrongMethod } from "../http/problem";
import { VERSION } from "../version";
import type { Route } from "./route";
import { ROUTES } from "./routes";
import { runRoute } from "./run-route";
import { identity, problem } from "./shapes";

/** What the bridge hands to a route beside the request. */
export interface Env {
  Bindings: { exchange: Exchange; body: Buffer };
}

/** The management API: every route of the list, and the document that describes them. */
export function createApi(parts: GateParts, publicUrl: URL): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  for (const route of ROUTES) {
    app.on(route.method.toUpperCase(), honoPath(route.path), async (c) => {
      const { exchange, body } = c.env;
      const reply = await runRoute(parts, exchange, route, {
        id: c.req.param("id" as never),
        search: new URL(c.req.url).searchParams,
        contentType: c.req.header("content-type"),
        body,
      });
      if (!reply.ok) return refusal(reply.problem, exchange);
      const headers = reply.replayed ? { "Idempotency-Replayed": "true" } : undefined;
      return Response.json(reply.value, { status: reply.status, headers });
    });
    document(app, route);
  }
  documentHotPaths(app);
  const text = JSON.stringify(
    app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: {
        title: "Keysmith",
        version: VERSION,
        description: "Issue, watch and withdraw access keys, and verify them.",
      },
      servers: [{ url: publicUrl.origin }],
    }),
  );
  app.get("/v1/openapi.json", () => new Response(text, { headers: { "Content-Type": "application/json" } }));
  app.notFound((c) => {
    const allowed = methodsOf(c.req.path);
    return refusal(allowed.length > 0 ? wrongMethod(allowed) : NOT_FOUND, c.env.exchange);
  });
  app.onError((error) => {
    throw error;
  });
  return app;
}

function refusal(problem: Problem, exchange: Exchange): Response {
  const headers = new Headers({ "Content-Type": "application/problem+json" });
  for (let i = 0; i < (problem.headers?.length ?? 0); i += 2) {
    headers.set(problem.headers![i]!, problem.headers![i + 1]!);
  }
  return new Response(problemBody(problem, exchange.requestId), { status: problem.status, headers });
}

function methodsOf(path: string): string[] {
  if (path === "/v1/openapi.json") return ["GET"];
  const here = ROUTES.filter((route) => new RegExp(`^${route.path.replace("{id}", "[^/]+")}$`).test(path));
  return [...new Set(here.map((route) => route.method.toUpperCase()))];
}

/** What a caller needs: a scope, or being a person. */
function needsOf({ card }: Route): string {
  const scope = SCOPE_OF[card.permission];
  const roles = rolesWith(card.permission, ROLES.map(builtInRole)).map(({ name }) => name);
  const person = `a personal key of ${roles.length === ROLES.length ? "any member" : roles.join(" or ")}`;
  return scope ? `Needs the scope \`${scope}\`, or ${person}.` : `Needs ${person}.`;
}

function honoPath(path: string): string {
  return path.replace("{id}", ":id");
}

const json = (schema: z.ZodType) => ({ content: { "application/json": { schema } } });
const refusals = {
  default: { description: "Refused", content: { "application/problem+json": { schema: problem } } },
};

function document({ openAPIRegistry }: OpenAPIHono<Env>, route: Route): void {
  const isCommand = route.kind === "command";
  const status = (isCommand && route.status) || 200;
  openAPIRegistry.registerPath({
    method: route.method,
    path: route.path,
    operationId: route.card.name,
    summary: route.summary,
    description: needsOf(route),
    security: [{ key: [] }],
    request: {
      ...(route.path.includes("{id}") && { params: z.object({ id: z.uuid() }) }),
      ...(route.kind === "query" && route.search && { query: route.search.shape }),
      ...(isCommand && {
        headers: z.object({
          "Idempotency-Key": z
            .string()
            .regex(/^[\w-]{8,64}$/)
            .optional(),
        }),
      }),
      ...(route.body && { body: { required: !route.body.safeParse({}).success, ...json(route.body) } }),
    },
    responses: { [status]: { description: "Done", ...json(route.answer) }, ...refusals },
  });
}

/** Answered before the router, for speed; described here beside the others. */
function documentHotPaths({ openAPIRegistry }: OpenAPIHono<Env>): void {
  openAPIRegistry.registerComponent("securitySchemes", "key", { type: "http", scheme: "bearer" });
  openAPIRegistry.registerPath({
    method: "post",
    path: "/v1/keys/verify",
    operationId: "key.verify",
    summary: "Ask whether a key is good, and for what",
    description: "Needs the scope `keys:verify`.",
    security: [{ key: [] }],
    request: { body: { required: true, ...json(verifyRequest) } },
    responses: { 200: { description: "The verdict", ...json(verifyAnswer) }, ...refusals },
  });
  openAPIRegistry.registerPath({
    method: "get",
    path: "/v1/whoami",
    operationId: "key.whoami",
    summary: "What the presented key is and may do",
    security: [{ key: [] }],
    responses: { 200: { description: "The key", ...json(identity) }, ...refusals },
  });
}

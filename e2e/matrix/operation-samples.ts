/** A good call of every operation of the gate's document. A new operation without one fails the matrix. */
import { randomUUID } from "node:crypto";
import { CATALOG_OPERATION_SAMPLES } from "./catalog-operation-samples";
import type { Neighbourhood } from "./stage";

export interface OperationSample {
  /** The key that calls, where it asks about itself. */
  as?: string;
  /** For `{id}` in the path. */
  id?: string;
  body?: Record<string, unknown>;
  search?: Record<string, string>;
}

const id = async (stage: Neighbourhood) => ({ id: (await stage.key()).id });

const withSigningKey = async (stage: Neighbourhood) => {
  await stage.signingKey(true);
  return { body: { bits: 2048 } };
};
const outpost = async (stage: Neighbourhood) => ({ id: (await stage.outpost()).id });

const rotated = async (stage: Neighbourhood) => {
  const key = await stage.key();
  await stage.rotate(key.id);
  return { id: key.id };
};

export const OPERATION_SAMPLES: Record<string, (stage: Neighbourhood) => Promise<OperationSample>> = {
  "key.verify": async (stage) => ({
    body: {
      key: (await stage.key(["orders:write"])).text,
      scopes: ["orders:write"],
      environment: "production",
      source: { ip: "203.0.113.7", user_agent: "shop/1.0" },
    },
  }),
  "key.whoami": async () => ({}),
  "access-key.list": async () => ({
    search: {
      q: "o",
      status: "active",
      environment: "production",
      scope: "keys:read",
      expiry: "in90",
      notice: "old",
      sort: "name",
      order: "asc",
      page: "1",
      size: "25",
    },
  }),
  "access-key.create": async () => ({
    body: {
      name: "Orders",
      description: "For the shop",
      expiration: "90",
      environment: "production",
      scopes: ["keys:verify"],
    },
  }),
  "access-key.get": id,
  "access-key.edit": async (stage) => ({ ...(await id(stage)), body: { name: "Sales", description: "" } }),
  "access-key.delete": id,
  "access-key.disable": id,
  "access-key.enable": async (stage) => {
    const key = await stage.key();
    await stage.disable(key.id);
    return { id: key.id };
  },
  "access-key.regenerate": async (stage) => ({ ...(await id(stage)), body: { expiration: "30" } }),
  "access-key.rotate": async (stage) => ({
    ...(await id(stage)),
    body: { overlap: 48, expiration: "30" },
  }),
  "access-key.end-overlap": rotated,
  "access-key.roll-back": rotated,
  "access-key.delivery": id,
  "access-key.deliver-again": async (stage) => ({
    ...(await id(stage)),
    body: { outpost_id: (await stage.outpost()).id },
  }),
  "access-key.reveal": async (stage) => ({ id: (await stage.waitingKey()).id }),
  "key.reveal-itself": async (stage) => ({ as: (await stage.waitingKey()).text }),
  "key.rotate-itself": async () => ({ body: { overlap: 24 } }),
  "access-key.revoke": async (stage) => ({ ...(await id(stage)), body: { reason: "leaked" } }),
  "personal-key.list": async () => ({ search: { sort: "status", order: "asc", page: "1", size: "10" } }),
  "personal-key.list-all": async () => ({ search: { sort: "name", order: "asc", page: "1", size: "50" } }),
  "signing-key.list": async () => ({}),
  "signing-key.rotation": async () => ({}),
  "signing-key.generate": async (stage) => {
    await stage.signingKey(false);
    return { body: { bits: 2048 } };
  },
  "signing-key.rotate": withSigningKey,
  "signing-key.prepare-next": withSigningKey,
  "signing-key.promote": async (stage) => {
    const { id, without } = await stage.nextSigningKey();
    return { id, body: { without } };
  },
  "signing-key.withdraw-next": async (stage) => ({ id: (await stage.nextSigningKey()).id }),
  "signing-key.roll-back": (stage) => stage.drainingSigningKey(),
  "signing-key.retire": (stage) => stage.drainingSigningKey(),
  "outpost.list": async () => ({}),
  "outpost.enrol": async () => ({
    body: { name: `Orders ${randomUUID().slice(0, 8)}`, environment: "production" },
  }),
  "outpost.reset-all": async (stage) => {
    await stage.outpost();
    return {};
  },
  "outpost.reset": outpost,
  "outpost.re-enrol": outpost,
  "outpost.remove": outpost,
  "personal-key.revoke": async (stage) => ({
    id: (await stage.personalKey()).id,
    body: { reason: "leaked" },
  }),
  ...CATALOG_OPERATION_SAMPLES,
};

import { z } from "zod";
import {
  atOneMoment,
  readPersonalVersions,
  readStateHead,
  readVersionLines,
} from "@/db/queries/outpost-state";
import type { Query } from "../card";
import { outpostOf } from "./outpost-of";
import { bundleHeadOf } from "./state-head";
import { endedSince, versionOnWire } from "./version-line";

/** Where a bundle goes. */
export interface BundleSink {
  /** Called first, with what names this state; false = the asker has it already. */
  begin(etag: string): boolean;
  /** Settles when more may come. */
  write(lines: string): Promise<void>;
}

export interface Bundle {
  /** Reads and writes the whole state, of one moment; false where the Outpost was removed meanwhile. */
  send(to: BundleSink): Promise<boolean>;
}

/** All that an Outpost enforces, as lines of JSON. */
export const outpostBundle: Query<z.ZodObject, Bundle> = {
  name: "outpost.bundle",
  permission: "outpost:serve",
  input: z.strictObject({}),
  async run(db, ctx) {
    const outpost = await outpostOf(db, ctx);
    if (!outpost) return null;
    const send = (to: BundleSink) =>
      atOneMoment(db, async (tx) => {
        const state = await readStateHead(tx, ctx.workspace, outpost.id, ctx.now);
        if (!state) return false;
        if (!to.begin(`"${state.outpost.generation}.${state.revision}"`)) return true;
        await to.write(line(await bundleHeadOf(state, ctx.now)));
        let versions = 0;
        const since = endedSince(ctx.now);
        for await (const some of readPersonalVersions(tx, ctx.workspace, since)) {
          versions += some.length;
          await to.write(some.map((version) => line(versionOnWire(version))).join(""));
        }
        for await (const some of readVersionLines(tx, ctx.workspace, since)) {
          versions += some.length;
          await to.write(`${some.join("\n")}\n`);
        }
        await to.write(line({ end: true, versions }));
        return true;
      });
    return { send };
  },
};

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

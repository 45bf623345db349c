import type { ServerResponse } from "node:http";
import { query } from "@/lib/entry/endpoint";
import { type BundleSink, outpostBundle } from "@/lib/services/outposts/bundle";
import type { GateParts } from "../gate-parts";
import { counted, type Exchange } from "../http/exchange";
import { refuse } from "../http/problem";
import { admitOutpost, notAnOutpost } from "./admit-outpost";

/** An Outpost that takes nothing for so long is given up: what it reads holds a connection to the database. */
const patienceMs = 10_000;

/** `GET /v1/outposts/self/bundle`: the whole state as lines of JSON, or 304 where the Outpost has it. */
export async function sendBundle(parts: GateParts, at: Exchange): Promise<void> {
  const admitted = await admitOutpost(parts, at);
  if (!admitted.ok) return refuse(at, admitted.problem);
  const { call } = admitted;
  await parts.bundles.run(async () => {
    const answer = await query(outpostBundle, call, {});
    const sent = answer.kind === "done" && (await answer.value.send(sinkOf(at)));
    if (!sent) refuse(at, notAnOutpost());
    else at.res.end();
  }, call.outpost.id);
}

function sinkOf(at: Exchange): BundleSink {
  const { req, res, requestId, fixed } = at;
  return {
    begin(etag) {
      const known = req.headers["if-none-match"] === etag;
      const headers = [...fixed.list, "X-Request-Id", requestId, "ETag", etag];
      counted(at, known ? 304 : 200);
      if (known) res.writeHead(304, headers);
      else res.writeHead(200, [...headers, "Content-Type", "application/x-ndjson"]);
      return !known;
    },
    write: (lines) => written(res, lines),
  };
}

/** Settles when the peer has room for more. */
function written(res: ServerResponse, text: string): Promise<void> {
  if (res.destroyed) return Promise.reject(new BundleBrokenOff());
  if (res.write(text)) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(late);
      res.off("drain", settle);
      res.off("close", settle);
      if (res.destroyed) reject(new BundleBrokenOff());
      else resolve();
    };
    const late = setTimeout(() => res.destroy(), patienceMs);
    res.on("drain", settle);
    res.on("close", settle);
  });
}

class BundleBrokenOff extends Error {
  constructor() {
    super("an Outpost went away while its bundle was sent");
  }
}

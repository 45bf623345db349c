import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";

/** More than V8 looks at before it settles how the objects of a constructor are laid out. */
const looked = 16;

/**
 * Makes V8 settle the layout of an answer while whole ones are there to look at. Left alone, it settles after the first
 * few answers; where those were a health check every now and then, they are garbage by then, the layout that it settles
 * on has no room, and every later answer becomes a dictionary: a quarter more CPU for each call, until the restart.
 */
export function settleAnswers(): void {
  const held: ServerResponse[] = [];
  while (held.length < looked) {
    const answer = new ServerResponse(new IncomingMessage(new Socket()));
    answer.writeHead(200, []);
    answer.end("settled");
    held.push(answer);
  }
}

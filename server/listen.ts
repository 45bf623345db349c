import type { Server } from "node:http";
import { StartupError } from "@/lib/startup-error";

/** Takes the port. Where that fails: a sentence that says what to do. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(explained(cause, port, host)));
    server.listen({ port, host, exclusive: true }, resolve);
  });
}

function explained(cause: NodeJS.ErrnoException, port: number, host: string): StartupError {
  const sentence =
    {
      EADDRINUSE: `Port ${port} is taken, perhaps by a Keysmith that is running already: stop that program, or set PORT to a free one.`,
      EACCES: `Port ${port} may not be used by this user: set PORT to one above 1023.`,
      EADDRNOTAVAIL: `KEYSMITH_HOST is ${host}, which is no address of this machine: correct it, or leave it out.`,
      ENOTFOUND: `KEYSMITH_HOST is ${host}, which is no address: correct it, or leave it out.`,
    }[cause.code ?? ""] ??
    `Port ${port} cannot be listened on (${cause.code}): set PORT and KEYSMITH_HOST to others.`;
  return new StartupError(sentence, { cause });
}

/** A mail server without TLS that takes everything and keeps it, as RFC 5321 has it: what mails are sent to in tests. */
import { createServer, type Socket } from "node:net";

export interface TakenMail {
  from: string;
  to: string[];
  /** Headers and text, as they came. */
  source: string;
}

export interface SmtpSink {
  url: string;
  mails: TakenMail[];
  /** From now on each mail is refused with this answer, until it is null again. */
  refuseWith(answer: string | null): void;
  close(): Promise<void>;
}

export async function openSmtpSink(at = 0): Promise<SmtpSink> {
  const mails: TakenMail[] = [];
  const sockets = new Set<Socket>();
  let refusal: string | null = null;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setEncoding("utf8");
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    serve(socket, { refusal: () => refusal, take: (mail) => mails.push(mail) });
  });
  await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuseWith(answer) {
      refusal = answer;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(socket: Socket, hub: { refusal: () => string | null; take: (mail: TakenMail) => void }): void {
  let text = "";
  let inData = false;
  let mail: TakenMail = { from: "", to: [], source: "" };
  const say = (line: string) => socket.write(`${line}\r\n`);
  const address = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? "";
  say("220 sink ready");
  socket.on("data", (piece: string) => {
    text += piece;
    for (;;) {
      if (inData) {
        const end = text.indexOf("\r\n.\r\n");
        if (end < 0) return;
        hub.take({ ...mail, source: text.slice(0, end).replace(/^\.\./gm, ".") });
        text = text.slice(end + 5);
        inData = false;
        mail = { from: "", to: [], source: "" };
        say("250 taken");
        continue;
      }
      const end = text.indexOf("\r\n");
      if (end < 0) return;
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "MAIL") mail.from = address(line);
      if (verb === "RCPT") mail.to.push(address(line));
      const refused = verb === "RCPT" ? hub.refusal() : null;
      if (refused) say(refused);
      else if (verb === "DATA") {
        inData = true;
        say("354 go on");
      } else if (verb === "STAR") say("502 no TLS here");
      else if (verb === "QUIT") {
        say("221 bye");
        socket.end();
      } else say("250 fine");
    }
  });
}

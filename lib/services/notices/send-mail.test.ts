import { createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sendMail } from "./send-mail";

/** What a server without TLS was told. */
let heard: string;
let port: number;
/** Takes every command, and answers none. */
let silent = false;
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.on("error", () => socket.destroy());
  socket.write("220 plain\r\n");
  socket.on("data", (bytes) => {
    heard += bytes;
    if (silent) return;
    socket.write(/^AUTH/im.test(String(bytes)) ? "235 welcome\r\n" : "250 fine\r\n");
  });
});
beforeEach(async () => {
  heard = "";
  silent = false;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as { port: number }).port;
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const mail = { id: "1", to: "ops@example.com", subject: "Orders expires", text: "Soon." };

test("a password is given to no server that takes it unencrypted", async () => {
  const url = `smtp://hub:a-long-password@127.0.0.1:${port}`;
  await expect(sendMail({ url, from: "keysmith@example.com" }, mail)).rejects.toThrow();
  expect(heard).toMatch(/^EHLO/);
  expect(heard).not.toMatch(/AUTH|MAIL/);
});

test("a server that never comes to an end is given up", async () => {
  silent = true;
  const server = { url: `smtp://127.0.0.1:${port}`, from: "keysmith@example.com" };
  await expect(sendMail(server, mail, 200)).rejects.toThrow("The mail server took longer than 0.2 s.");
  expect(heard).toMatch(/^EHLO/);
});

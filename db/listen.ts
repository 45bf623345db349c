import { createClient, type Sql } from "@/db/client";

export interface Listener {
  stop(): Promise<void>;
}

export interface ListenOptions {
  channel: string;
  onMessage: (payload: string) => void;
  /** Called whenever listening begins, also after an interruption: what was sent meanwhile is missed. */
  onListening?: () => void;
}

const retryMs = 500;

/**
 * LISTEN on a connection of its own, begun again for as long as it takes whenever the connection ends (the
 * driver's own `listen` gives up after one failed attempt). Messages are a hint that hastens a poll, no more.
 */
export function listen(url: string, { channel, onMessage, onListening }: ListenOptions): Listener {
  let client: Sql | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function again(failed: Sql): void {
    if (stopped || client !== failed) return;
    client = undefined;
    void failed.end({ timeout: 0 }).catch(() => {});
    timer = setTimeout(connect, retryMs);
  }

  function connect(): void {
    if (stopped) return;
    const fresh: Sql = createClient(url, {
      max: 1,
      permanent: true,
      applicationName: "keysmith listen",
      connectTimeoutSeconds: 2,
      onnotify: (_channel, payload) => onMessage(payload),
      onclose: () => again(fresh),
    });
    client = fresh;
    fresh.unsafe(`listen "${channel.replaceAll('"', '""')}"`).then(
      () => !stopped && client === fresh && onListening?.(),
      () => again(fresh),
    );
  }

  connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end({ timeout: 0 }).catch(() => {});
    },
  };
}

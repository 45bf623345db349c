/** What has been started, to be stopped in the opposite order. */
export interface Closers {
  add(close: () => Promise<unknown> | unknown): void;
  /** Stops everything, the youngest first. One that fails does not keep the others from being stopped. */
  closeAll(failed: (error: unknown) => void): Promise<void>;
}

export function createClosers(): Closers {
  const closers: (() => Promise<unknown> | unknown)[] = [];
  return {
    add: (close) => void closers.push(close),
    async closeAll(failed) {
      for (let close = closers.pop(); close; close = closers.pop()) {
        try {
          await close();
        } catch (error) {
          failed(error);
        }
      }
    },
  };
}

/** Through which door something was done, as a history tells it. */
const VIA_WORDS: Record<string, string> = {
  console: "in the console",
  api: "through the API",
  host: "on the host",
  job: "by schedule",
};

export const viaWords = (via: string): string => VIA_WORDS[via] ?? via;

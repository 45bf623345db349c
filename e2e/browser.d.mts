export function findBrowser(): string | undefined;
export function ensureBrowser(): Promise<string>;
export function launchOptions(): { executablePath: string | undefined; args: string[] };

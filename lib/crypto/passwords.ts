import { hash, verify } from "@node-rs/argon2";

/** Argon2id with OWASP's second choice of parameters: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a password nobody has, so that an unknown user costs as much time as a wrong password. */
const decoy =
  "$argon2id$v=19$m=19456,t=2,p=1$a2V5c21pdGgtZGVjb3k$2u4hQ5VY0vY0uVNKe3y7YVQbJ1cO3sO4JxWb8hXhQdE";

/** Each costs 19 MiB and a core: a crowd at the sign-in page must not take the console with it. */
const mostAtOnce = 2;
const mostWaiting = 64;
let running = 0;
const waiting: (() => void)[] = [];

/** Too many passwords wait to be checked; a later try may do. */
export class PasswordsBusy extends Error {}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw new PasswordsBusy();
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, parameters));
}

/** Checks a password against a stored hash; `null` = there is no such user. Takes as long either way. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const fits = await inTurn(() => verify(stored ?? decoy, password));
  return stored !== null && fits;
}

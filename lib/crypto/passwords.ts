import { hash, verify } from "@node-rs/argon2";

/** Argon2id with OWASP's second choice of parameters: 19 MiB, two passes, one lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a password nobody has, so that an unknown user costs as much time as a wrong password. */
const decoy =
  "$argon2id$v=19$m=19456,t=2,p=1$a2V5c21pdGgtZGVjb3k$2u4hQ5VY0vY0uVNKe3y7YVQbJ1cO3sO4JxWb8hXhQdE";

export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** Checks a password against a stored hash; `null` = there is no such user. Takes as long either way. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? decoy, password);
  return stored !== null && fits;
}

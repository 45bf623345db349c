/** What browsers ask of the console, without the browsers. */
import { setTimeout as sleep } from "node:timers/promises";
import { hashPassword } from "@/lib/crypto/passwords";
import type { House } from "../testing/house";

const password = "correct horse battery staple";

/** Signs the Owner in by HTTP, as the sign-in page does; gives the cookie. */
export async function signInOwner({ workspace, superuser }: House, url: string): Promise<string> {
  const { id, email } = workspace.owner;
  await superuser`update users set password_hash = ${await hashPassword(password)} where id = ${id}`;
  const asked = await whenUp(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookies(asked), origin: new URL(url).origin },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const session = cookies(answer);
  if (!session.includes("keysmith.session")) throw new Error(`signing in answered ${answer.status}`);
  return session;
}

/** The gate is ready before the console is. */
async function whenUp(url: string): Promise<Response> {
  for (let left = 300; ; left--) {
    const answer = await fetch(url);
    if (answer.ok) return answer;
    await answer.arrayBuffer();
    if (left === 0) throw new Error(`${url} answered ${answer.status}`);
    await sleep(100);
  }
}

function cookies(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** So many browsers that go from page to page without a rest, until stopped; gives the pages they got. */
export function browse(url: string, cookie: string, paths: readonly string[], browsers: number) {
  let on = true;
  let pages = 0;
  const one = async (from: number) => {
    for (let at = from; on; at++) {
      const page = await fetch(url + paths[at % paths.length], { headers: { cookie }, redirect: "manual" });
      if (page.status !== 200) throw new Error(`${paths[at % paths.length]} answered ${page.status}`);
      await page.arrayBuffer();
      pages += 1;
    }
  };
  const all = Promise.all(Array.from({ length: browsers }, (_, from) => one(from)));
  all.catch(() => {}); // thrown where they are stopped
  return {
    async stop() {
      on = false;
      await all;
      return pages;
    },
  };
}

/** A credential used as programs use one, rightly and wrongly. */
import { call, callAs, type Scene } from "./scene";

/** Whatever it is: a key, an Outpost's token or a JWT. None of these answers may tell anything of it. */
export async function misuse(scene: Scene, text: string): Promise<void> {
  const verify = "/v1/keys/verify";
  const as = (path: string, method = "GET", body?: unknown) => callAs(scene, text, method, path, body);
  const json = { authorization: `Bearer ${text}`, "content-type": "application/json" };
  await as("/v1/whoami");
  await as(verify, "POST", { key: text });
  // The faults below do not depend on what has become of it.
  if (scene.misused.has(text)) return;
  scene.misused.add(text);
  await as(verify, "POST", { key: `"${text}"` });
  await as(verify, "POST", { key: text.slice(0, -3) });
  await as(verify, "POST", { [text]: 1, key: [text] });
  await as(verify, "POST", { key: "x", api: text, environment: text, username: text });
  await call(scene, verify, { method: "POST", headers: json, body: `{"key":"${text}"` });
  await call(scene, verify, { method: "POST", headers: { ...json, "x-api-key": `${text}x` }, body: "{}" });
  await as(`/v1/keys/${text}`);
  await as(`/v1/keys?q=${text}`);
  await as(`/v1/key-sets?q=${text}&sort=${text}`);
  await as("/v1/keys", "POST", { name: text, [text]: text });
  await as("/v1/token", "POST", { payload: text });
  await as(`/v1/token?access_token=${text}`, "POST", {});
  await as(`/v1/outposts/self/events?generation=${text}`);
  await asClient(scene, { client_id: text, client_secret: text, grant_type: text });
  await asClient(scene, { client_id: text.split("_")[2] ?? "x", client_secret: `${text}x` });
  const basic = Buffer.from(`${text.split("_")[2]}:${text}`).toString("base64");
  for (const path of ["/v1/whoami", `${OAUTH}/token`])
    await call(scene, path, { method: "POST", headers: { authorization: `Basic ${basic}` } });
  // The page tells its caller the very address that it asked for; it is the log that must not keep it.
  for (const path of [`/keys/${text}`, `/settings/workspace/access-keys?q=${text}`, `/sign-in?next=/${text}`])
    await fetch(scene.hub.url + path, { headers: json, redirect: "manual" }).then((answer) => answer.text());
}

export const OAUTH = "/w/northwind/oauth";

/** As an OAuth client asks, with a form. */
export function asClient(scene: Scene, form: Record<string, string>, path = `${OAUTH}/token`) {
  const body = new URLSearchParams({ grant_type: "client_credentials", ...form });
  return call(scene, path, { method: "POST", body });
}

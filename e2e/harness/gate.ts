/** The gate as a program meets it: plain HTTP, no browser, no cookies. */
export interface GateAnswer {
  status: number;
  headers: Headers;
  /** The JSON body; null where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests state what they expect of a body
  body: any;
  /** The body as it came. */
  text: string;
}

export interface Gate {
  url: string;
  call(path: string, init?: RequestInit): Promise<GateAnswer>;
  /** `GET /v1/whoami` with the key as a bearer. */
  whoami(key: string, headers?: Record<string, string>): Promise<GateAnswer>;
  /** `POST /v1/keys/verify`, asked by `caller`, an access key with the scope keys:verify. */
  verify(caller: string, body: unknown): Promise<GateAnswer>;
}

export function gateAt(url: string): Gate {
  async function call(path: string, init?: RequestInit): Promise<GateAnswer> {
    const response = await fetch(url + path, { redirect: "manual", ...init });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : null,
    };
  }
  return {
    url,
    call,
    whoami: (key, headers) => call("/v1/whoami", { headers: { authorization: `Bearer ${key}`, ...headers } }),
    verify: (caller, body) =>
      call("/v1/keys/verify", {
        method: "POST",
        headers: { authorization: `Bearer ${caller}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}

/** What strangers, broken programs and attackers send where a field expects something: the columns of the matrix. */

export interface BadValue {
  name: string;
  value: unknown;
  /** No field of any command may take it. The others are odd, but a person may mean them where text is asked for. */
  never: boolean;
}

const deep = (levels: number) => {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level++) value = { next: value };
  return value;
};
/** As it comes out of JSON: a key of its own, not the object's prototype. */
const polluting: unknown = JSON.parse(
  '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}',
);

const never: Record<string, unknown> = {
  "NUL within": "be\u0000fore",
  "NUL alone": "\u0000",
  "a lone high surrogate": "lone \ud83d",
  "a lone low surrogate": "\udc00 lone",
  "10 KB": "x".repeat(10_000),
  "1 MB": "x".repeat(1_000_000),
  "1 MB of space": " ".repeat(1_000_000),
  "a number": 7,
  "not a number": Number.NaN,
  true: true,
  false: false,
  "an object": {},
  "an object that looks like text": { toString: "x", length: 1 },
  "a list of objects": [{ id: 1 }],
  "a list of lists": [[[]]],
  "a long list": new Array(20_000).fill("orders:write"),
  "a long list of nonsense": new Array(20_000).fill({}),
  "a deep object": deep(2_000),
  "a polluting object": polluting,
};

const odd: Record<string, unknown> = {
  nothing: null,
  undefined: undefined,
  "empty text": "",
  space: " \t\r\n ",
  "an empty list": [],
  "a list with a NUL": ["\u0000"],
  "right-to-left marks": "\u202eevil\u202c \u2066isolated\u2069",
  HTML: "<img src=x onerror=alert(1)>\"'</script><script>alert(1)</script>",
  "a formula": '=HYPERLINK("https://elsewhere.example","x")',
  "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
  SQL: "'; drop table keys; --",
  "format strings": "%s%n {{7*7}} #{7*7} $1 \\u0000",
  "a path": "../../../../etc/passwd",
  "a line break": "one\r\nset-cookie: two",
  "emoji and combining marks": "👩‍👩‍👧‍👦 Z̷̡̛͔a̶l̸g̴o̵ \ufeff\u200b",
  "an id of nothing": "0193d5a2-0000-7000-8000-000000000001",
  "the highest id": "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "a number as text": "1e309",
  "the word constructor": "constructor",
  "the word __proto__": "__proto__",
};

const list = (values: Record<string, unknown>, isNever: boolean): BadValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value, never: isNever }));

export const BAD_VALUES: BadValue[] = [...list(never, true), ...list(odd, false)];

/** Instead of an object of fields. */
export const BAD_INPUTS: Record<string, unknown> = {
  nothing: null,
  undefined: undefined,
  "a number": 1,
  true: true,
  text: "x",
  "empty text": "",
  "a list": [],
  "a list of fields": [["id", "x"]],
  "an empty object": {},
  "a deep object": deep(2_000),
  "a deep list": JSON.parse("[".repeat(2_000) + "]".repeat(2_000)),
  "a long list": new Array(20_000).fill(0),
  "a polluting object": polluting,
  "many fields": Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`field${i}`, i])),
  "1 MB as a field's name": { ["x".repeat(1_000_000)]: 1 },
  "odd names of fields": JSON.parse(
    '{"__proto__":1,"constructor":1,"toString":1,"\\u0000":1,"\\ud800":1,"":1}',
  ),
};

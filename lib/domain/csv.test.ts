import fc from "fast-check";
import { expect, test } from "vitest";
import { csvFile } from "./csv";

/** Reads what `csvFile` wrote, as RFC 4180 says. */
function parse(file: string): string[][] {
  expect(file.charCodeAt(0)).toBe(0xfeff);
  const rows: string[][] = [[]];
  let value = "";
  let quoted = false;
  for (let i = 1; i < file.length; i++) {
    const one = file[i]!;
    if (quoted) {
      if (one !== '"') value += one;
      else if (file[i + 1] === '"') value += file[++i];
      else quoted = false;
    } else if (one === '"' && value === "") quoted = true;
    else if (one === "," || (one === "\r" && file[i + 1] === "\n")) {
      rows.at(-1)!.push(value);
      value = "";
      if (one === "\r") {
        i++;
        rows.push([]);
      }
    } else value += one;
  }
  return rows.slice(0, -1);
}

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "\uff1d1"])(
  "the cell %j cannot become a formula",
  (text) => {
    expect(parse(csvFile([[text]]))).toEqual([[`'${text}`]]);
  },
);

test("quotation marks, commas and line breaks stay inside their cell", () => {
  const row = ['say "hi"', "a,b", "one\r\ntwo", "semi;colon", "plain", ""];
  expect(parse(csvFile([row, ["next"]]))).toEqual([row, ["next"]]);
});

test("whatever the texts, the file holds as many rows and cells, and the same texts but for the mark of text", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 3, maxLength: 3 }), { minLength: 1 }),
      (rows) => {
        const read = parse(csvFile(rows));
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        rows.forEach((row, i) => {
          row.forEach((text, j) => {
            expect([text, `'${text}`]).toContain(read[i]![j]);
          });
        });
      },
    ),
  );
});

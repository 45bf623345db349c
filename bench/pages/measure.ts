/** How long a page of a workspace with very many things takes, beside the same page of one with few. */
import type { TestWorkspace } from "@/lib/services/testing/workspace";
import type { House } from "../testing/house";
import { signInOwner } from "../verify/browsers";
import { cpuOf } from "../verify/core";
import { median } from "../verify/load";

/** At the median, from the request to the last byte of the HTML. */
const mostMs = 300;

export interface Pages {
  house: House;
  /** Another workspace of the same hub, with a hundred things in it. */
  small: TestWorkspace;
  page: string;
  /** Stands in the HTML where the page is what it should be. */
  mark: string;
  /** What warms up both, and is measured too. */
  sorts: readonly string[];
  filters: readonly string[];
  rounds: number;
  /** "100000 keys". */
  what: string;
}

/** Asks every address in turn of both workspaces, prints each one's median; true where all of them hold. */
export async function measurePages(asked: Pages): Promise<boolean> {
  const { house, small, page, mark, sorts, filters, rounds, what } = asked;
  const gate = house.gates[0]!;
  const cookies = {
    big: await signInOwner(house, gate.url),
    small: await signInOwner({ ...house, workspace: small }, gate.url),
  };
  async function open(whose: keyof typeof cookies, query: string): Promise<number> {
    const begun = performance.now();
    const answer = await fetch(`${gate.url}${page}?${query}`, { headers: { cookie: cookies[whose] } });
    const html = await answer.text();
    const ms = performance.now() - begun;
    if (answer.status !== 200 || !html.trimEnd().endsWith("</html>") || !html.includes(mark))
      throw new Error(`${page}?${query} answered ${answer.status}, ${html.length} characters`);
    return ms;
  }

  for (let warm = 0; warm < 3; warm++)
    for (const query of sorts) await open(warm % 2 ? "big" : "small", query);
  const ratios: number[] = [];
  const medians: number[] = [];
  const cpuBefore = cpuOf(gate.pid);
  for (const query of [...sorts, ...filters]) {
    const times = { big: [] as number[], small: [] as number[] };
    for (let round = 0; round < rounds; round++)
      for (const whose of round % 2 ? (["big", "small"] as const) : (["small", "big"] as const))
        times[whose].push(await open(whose, query));
    const [big, little] = [median(times.big), median(times.small)];
    medians.push(big);
    ratios.push(big / little);
    console.log(
      `${big.toFixed(0).padStart(5)} ms (${(big / little).toFixed(2)} times ${little.toFixed(0)} ms)  ${query}`,
    );
  }
  const gateCpuMs = (cpuOf(gate.pid) - cpuBefore) / 1_000 / (medians.length * rounds * 2);
  const slowest = Math.max(...medians);
  console.log(`the gate's own CPU per page: ${gateCpuMs.toFixed(1)} ms`);
  console.log(`${what}: ${median(ratios).toFixed(2)} times the page of 100`);
  console.log(
    `median ${median(medians).toFixed(0)} ms, slowest address ${slowest.toFixed(0)} ms (at most ${mostMs})`,
  );
  return slowest < mostMs;
}

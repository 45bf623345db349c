/** The program: the hub. */
import { setFlagsFromString } from "node:v8";
import { INTERNAL } from "@/lib/config";
import { startHub } from "./hub";
import { runProgram } from "./run-program";
import { readSettings } from "./settings";

/** How much the heap may grow between two collections. */
const leanHeap = "--heap-growing-percent=15";

runProgram(async (control) => {
  process.env[INTERNAL.process] = "gate";
  const settings = readSettings(process.env);
  // A gate is given little memory and keeps many keys: rather collect garbage sooner than hold twice what is in use.
  if (settings.role === "gate") setFlagsFromString(leanHeap);
  return startHub(settings, control);
});

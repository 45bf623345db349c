/** The program behind `npm run demo`. */
import { INTERNAL } from "@/lib/config";
import { runProgram } from "../run-program";
import { startDemo } from "./start-demo";

runProgram((control) => {
  process.env[INTERNAL.process] = "gate";
  return startDemo(control);
});

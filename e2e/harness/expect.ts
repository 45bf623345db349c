import { expect as configured } from "@playwright/test";

/** As patient as the run is configured to be; in a soak, which has no such configuration, however busy the machine is. */
export const expect = process.env.TEST_WORKER_INDEX ? configured : configured.configure({ timeout: 60_000 });

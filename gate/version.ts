/** Of the hub, in the API document and in the metrics. */
export const VERSION = "0.1.0";

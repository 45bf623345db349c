import type { Traffic } from "./calls";
import type { playAccessKeys, playPersonalKeys } from "./keys";
import type { DemoSubscriptions } from "./subscriptions";

interface Loaded {
  subscriptions: DemoSubscriptions;
  accessKeys: Awaited<ReturnType<typeof playAccessKeys>>;
  personalKeys: Awaited<ReturnType<typeof playPersonalKeys>> | null;
}

/** Who calls, from where and how much. What is not here was never used. */
export function trafficOf({ subscriptions, accessKeys, personalKeys }: Loaded): Traffic[] {
  const { shop, mobile, legacy, kiosk, reports, pay, scanners, tracker } = subscriptions;
  const set = (id: string, callsPerHour: number, more: Omit<Traffic, "kind" | "id" | "callsPerHour">) => ({
    ...{ kind: "key_set" as const, id, callsPerHour },
    ...more,
  });
  const access = (id: string, callsPerHour: number, more: Omit<Traffic, "kind" | "id" | "callsPerHour">) => ({
    ...{ kind: "access" as const, id, callsPerHour },
    ...more,
  });
  return [
    set(shop.sets.api_key, 420, {
      slip: "not_subscribed",
      callers: [
        ["203.0.113.20", "web-shop/5.2"],
        ["203.0.113.21", "web-shop/5.2"],
      ],
    }),
    set(shop.sets.oauth2_client_credentials, 12, {
      outcome: "exchanged",
      callers: [["203.0.113.22", "web-shop-account/5.2"]],
    }),
    set(mobile.sets.api_key, 260, {
      slip: "wrong_environment",
      callers: [
        ["198.51.100.14", "Northwind/8.1 iOS"],
        ["198.51.100.77", "Northwind/8.1 Android"],
      ],
    }),
    set(pay.sets.oauth2_client_credentials, 9, {
      outcome: "exchanged",
      callers: [["203.0.113.40", "payments-worker/1.4"]],
    }),
    set(scanners.sets.api_key, 140, { callers: [["192.0.2.31", "scanner-gateway/3.0"]] }),
    set(legacy.sets.api_key, 18, { steady: true, until: 6, callers: [["192.0.2.8", "erp-bridge/0.9"]] }),
    set(kiosk.sets.basic, 22, { callers: [["198.51.100.120", "kiosk/2.3"]] }),
    set(kiosk.sets.api_key, 3, { until: 24, callers: [["198.51.100.120", "kiosk/2.2"]] }),
    set(reports.sets.api_key, 6, { steady: true, callers: [["203.0.113.60", "nightly-reports/1.0"]] }),
    set(tracker.sets.basic, 35, { until: 2, callers: [["198.51.100.200", "tracker/4.7"]] }),
    access(accessKeys.orders, 900, {
      slip: "insufficient_scope",
      callers: [
        ["203.0.113.5", "orders-api/12.1"],
        ["203.0.113.6", "orders-api/12.1"],
      ],
    }),
    access(accessKeys.mobile, 310, { callers: [["203.0.113.9", "mobile-backend/7.0"]] }),
    access(accessKeys.terraform, 4, { callers: [["203.0.113.90", "Terraform/1.13"]] }),
    access(accessKeys.grafana, 12, { steady: true, callers: [["203.0.113.91", "Grafana/12.2"]] }),
    access(accessKeys.agent, 45, {
      outcome: "exchanged",
      callers: [["203.0.113.70", "support-agent/0.4"]],
    }),
    access(accessKeys.leaked, 30, { until: 14, callers: [["198.51.100.251", "python-requests/2.32"]] }),
    access(accessKeys.tests, 8, { until: 33, callers: [["203.0.113.99", "smoke-tests/1.1"]] }),
    ...(personalKeys
      ? [
          {
            ...{ kind: "personal" as const, id: personalKeys.laptop, callsPerHour: 5 },
            callers: [["203.0.113.150", "keysmith-cli/0.1"] as [string, string]],
          },
        ]
      : []),
  ];
}

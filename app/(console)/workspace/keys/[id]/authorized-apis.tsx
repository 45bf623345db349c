"use client";
import { useState } from "react";
import { SubscriptionBadge } from "@/components/subscriptions/subscription-badge";
import { FilterMenu } from "@/components/table/filter-menu";
import { SmallTable } from "@/components/table/small-table";
import { tableRoles } from "@/components/table/table-roles";
import { Bdi } from "@/components/ui/bdi";
import { ButtonLink } from "@/components/ui/button-link";
import { ReachedLink } from "@/components/ui/reached-link";
import { Time } from "@/components/ui/time";
import { isLiveSubscription } from "@/lib/domain/subscriptions/subscription";
import type { KeySet } from "@/lib/services/key-sets/get";

type Props = Pick<KeySet, "authorizedApis" | "organization" | "group" | "environment"> & { now: Date };

const HEADS = ["API", "Subscription", "Use case", "Requested", "Inspect"];

/** The APIs of this environment and authentication type that subscriptions open to the key set, and these subscriptions. */
export function AuthorizedApis({ authorizedApis, organization, group, environment, now }: Props) {
  const [picked, setPicked] = useState<Record<"organization" | "group", string[]>>({
    organization: [],
    group: [],
  });
  const [withEnded, setWithEnded] = useState(false);
  const matches = (by: "organization" | "group", id: string | undefined) =>
    picked[by].length === 0 || picked[by].includes(id ?? NONE);
  const rows = matches("organization", organization?.id) && matches("group", group?.id) ? authorizedApis : [];
  const live = rows.filter(({ subscription }) => isLiveSubscription(subscription.status));
  const ended = rows.length - live.length;
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="flex flex-wrap items-center gap-2">
        {(["organization", "group"] as const).map((by) => (
          <FilterMenu
            key={by}
            label={by === "organization" ? "Organization" : "Group"}
            options={optionsOf(by === "organization" ? organization : group)}
            selected={picked[by]}
            onChange={(ids) => setPicked((last) => ({ ...last, [by]: ids }))}
          />
        ))}
        {ended > 0 ? (
          <button
            type="button"
            className="link h-8 px-1.5 text-soft"
            onClick={() => setWithEnded(!withEnded)}
          >
            {withEnded ? "Hide those that are over" : `Show ${ended} that ${ended === 1 ? "is" : "are"} over`}
          </button>
        ) : null}
      </div>
      {live.length === 0 && !(withEnded && ended > 0) ? (
        <p className="border-line border-y py-6 text-soft">
          {rows.length < authorizedApis.length
            ? "No API matches these filters."
            : `No subscription in ${environment} opens an API to it.`}
        </p>
      ) : (
        <SmallTable caption="Authorized APIs and Subscriptions" heads={HEADS}>
          {(withEnded ? rows : live).map((api) => (
            <tr key={api.subscription.id} {...tableRoles.row}>
              <th {...tableRoles.rowHead}>
                <span className="block sm:py-1.5">
                  <ReachedLink className="link font-strong" href={`/catalog/${api.id}`}>
                    <Bdi>{`${api.name} ${api.version}`}</Bdi>
                  </ReachedLink>
                  <code className="block text-faint text-xs">{api.slug}</code>
                </span>
              </th>
              <td {...tableRoles.cell} data-label="Subscription">
                <SubscriptionBadge status={api.subscription.status} />
              </td>
              <td {...tableRoles.cell} data-label="Use case">
                {api.subscription.useCase ? (
                  <Bdi className="line-clamp-2 max-sm:line-clamp-none sm:max-w-36 2xl:max-w-56">
                    {api.subscription.useCase}
                  </Bdi>
                ) : (
                  <span className="text-faint">None given</span>
                )}
              </td>
              <td {...tableRoles.cell} data-label="Requested">
                <Time at={api.subscription.requestedAt} now={now} />
              </td>
              <td {...tableRoles.cell} data-label="Inspect">
                <ButtonLink
                  size="sm"
                  aria-label={`Inspect the subscription to ${api.name} ${api.version}`}
                  href={`/subscriptions/${api.subscription.id}`}
                >
                  Inspect
                </ButtonLink>
              </td>
            </tr>
          ))}
        </SmallTable>
      )}
    </div>
  );
}

/** Stands for having none. */
const NONE = "none";

function optionsOf(named: { id: string; name: string } | null) {
  return [named ? { value: named.id, label: named.name } : { value: NONE, label: "None" }];
}

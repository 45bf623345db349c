import Link from "next/link";
import type { Address } from "@/app/(console)/address";
import { readDesk } from "@/app/(console)/keys/_issue/read-desk";
import { PageHeader } from "@/components/ui/page-header";
import { admit, ask } from "@/lib/entry/page";
import { canCleanUpPersonal } from "@/lib/services/personal-keys/clean-up";
import { listPersonal } from "@/lib/services/personal-keys/list";
import { Denied } from "../../denied";
import { ApiKeysDesk } from "./api-keys-desk";
import { ApiKeysTable } from "./api-keys-table";
import { CreateApiKeyButton } from "./create-api-key-button";

/** Profile > API Keys: the keys with which one calls in one's own name. */
export default async function ApiKeysPage({ searchParams }: { searchParams: Address }) {
  const admission = await admit("personal-key:own");
  if (!admission.admitted) return <Denied what="personal API keys" {...admission} />;
  const [{ rows, total }, { any }, setting] = await Promise.all([
    searchParams.then((filter) => ask(listPersonal, filter)),
    ask(canCleanUpPersonal, {}),
    readDesk(),
  ]);
  return (
    <ApiKeysDesk setting={setting}>
      <PageHeader
        title="API Keys"
        purpose="Keys with which you call from the command line and from scripts. Each acts as you, with the role you have at that moment."
        action={<CreateApiKeyButton />}
      />
      <p className="-mt-3 mb-6 max-w-3xl text-soft">
        What becomes of a key, and when:{" "}
        <Link className="link" href="/docs/lifecycle">
          API key lifecycle
        </Link>
        . How to change to a new one without a gap:{" "}
        <Link className="link" href="/docs/managing-keys#rotate-a-personal-key">
          rotation from the command line
        </Link>
        .
      </p>
      <ApiKeysTable rows={rows} total={total} cleanUp={any} />
    </ApiKeysDesk>
  );
}

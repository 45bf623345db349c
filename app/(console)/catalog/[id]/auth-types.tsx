import { expirationWords, handWords, rotationWords } from "@/components/policies/policy-sentences";
import { Bdi } from "@/components/ui/bdi";
import { ReachedLink } from "@/components/ui/reached-link";
import { AUTH_TYPE_LABELS, AUTH_TYPE_PURPOSES } from "@/lib/domain/key-sets/auth-types";
import type { Api } from "@/lib/services/apis/get";

type Props = {
  authTypes: Api["authTypes"];
  /** Whether the reader may open policy templates. */
  linked: boolean;
};

/** How programs prove themselves, and by which policy the key sets live. */
export function AuthTypes({ authTypes, linked }: Props) {
  return (
    <ul className="border-line border-t">
      {authTypes.map(({ authType, policyTemplateId, policyTemplate, policy }) => (
        <li key={authType} className="grid gap-0.5 border-line border-b py-3">
          <span className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-strong">{AUTH_TYPE_LABELS[authType]}</span>
            <span className="text-soft">
              Policy:{" "}
              {linked ? (
                <ReachedLink className="link" href={`/admin/policy-templates/${policyTemplateId}`}>
                  <Bdi>{policyTemplate}</Bdi>
                </ReachedLink>
              ) : (
                <Bdi>{policyTemplate}</Bdi>
              )}
            </span>
          </span>
          <span className="text-soft">{AUTH_TYPE_PURPOSES[authType]}.</span>
          <span className="text-faint text-xs">
            {expirationWords(policy)}. {rotationWords(policy)}. {handWords(policy)}.
          </span>
        </li>
      ))}
    </ul>
  );
}

"use client";
import { type FormEvent, useId, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { useSubmit } from "@/app/_answers/use-submit";
import { NameField } from "@/components/keys/name-field";
import { Dialog } from "@/components/ui/dialog";
import { FormFooter } from "@/components/ui/form-footer";
import { SelectField } from "@/components/ui/select-field";
import { enrolNewOutpost } from "./actions";
import { type Enrolled, TokenDialog, type TokenSetting } from "./token-dialog";

/** In each of its environments key sets can be subscribed to it. */
export type ApiChoice = { slug: string; label: string; environments: string[] };
type Props = TokenSetting & {
  environments: string[];
  apis: ApiChoice[];
  open: boolean;
  onClose: () => void;
};

const EVERY = "";
const NONE = "";

/** Those that an Outpost of this environment can stand for. */
const apisIn = (apis: ApiChoice[], environment: string) =>
  apis.filter((one) => environment === EVERY || one.environments.includes(environment));

function environmentHint(environment: string, withoutApi: boolean): string {
  if (environment === EVERY)
    return "Access keys and personal keys of every environment are let in, and no key set: those need an Outpost of their own environment.";
  const others = "Keys of another environment are refused there.";
  return withoutApi
    ? `${others} No API is in ${environment} yet: no key set is let in until the Outpost is started with --api.`
    : others;
}

/** Name, environment and API, then the command that starts it. */
export function EnrolDialog({ environments, apis, open, onClose, ...setting }: Props) {
  const form = useId();
  const withApis = environments.find((one) => apis.some((api) => api.environments.includes(one)));
  const [environment, setEnvironment] = useState(withApis ?? environments[0] ?? EVERY);
  const [api, setApi] = useState(NONE);
  const [enrolled, setEnrolled] = useState<Enrolled | null>(null);
  const { busy, problem, submit } = useSubmit();
  // Key sets are good in an environment of their own: with an API, one must be chosen.
  const nowhere = api !== NONE && environment === EVERY;
  const offered = apisIn(apis, environment);
  async function enrol(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (nowhere) return;
    const typed = new FormData(event.currentTarget);
    const input = { name: typed.get("name"), environment: environment === EVERY ? null : environment };
    const done = await submit((idempotencyKey) => enrolNewOutpost(input, idempotencyKey));
    if (!done) return;
    setEnrolled(done.value);
    void setting.refresh();
  }
  if (enrolled)
    return (
      <TokenDialog
        {...setting}
        {...{ enrolled, open, onClose }}
        api={api === NONE ? null : api}
        title="Outpost enrolled"
      />
    );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title="Enrol Outpost"
      description="Makes a token for one Outpost: with it, it fetches what it needs to check keys and tokens in front of your API."
      footer={<FormFooter form={form} onCancel={onClose} busy={busy} label="Enrol" />}
    >
      <form id={form} noValidate onSubmit={enrol} className="grid grid-cols-1 gap-5">
        <FormProblem problem={problem} />
        <NameField
          autoFocus
          placeholder="Orders API, Vienna"
          hint="By which you tell it from the others, on receipts and here."
          error={problem?.fields.name}
        />
        <SelectField
          label="Environment"
          name="environment"
          options={[
            { value: EVERY, label: "Every environment" },
            ...environments.map((value) => ({ value, label: value })),
          ]}
          value={environment}
          onChange={({ target }) => {
            setEnvironment(target.value);
            if (!apisIn(apis, target.value).some(({ slug }) => slug === api)) setApi(NONE);
          }}
          hint={environmentHint(environment, apis.length > 0 && offered.length === 0)}
          error={
            nowhere
              ? "Key sets are good in an environment of their own. Choose theirs, or no API."
              : problem?.fields.environment
          }
        />
        {offered.length > 0 ? (
          <SelectField
            label="API"
            name="api"
            options={[
              { value: NONE, label: "None: access keys and personal keys only" },
              ...offered.map(({ slug, label }) => ({ value: slug, label })),
            ]}
            value={api}
            onChange={({ target }) => setApi(target.value)}
            hint="The API that it stands for, of those in its environment. Key sets that are subscribed to it are let in as well."
          />
        ) : null}
      </form>
    </Dialog>
  );
}

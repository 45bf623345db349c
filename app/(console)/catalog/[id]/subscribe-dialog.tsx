"use client";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { FormProblem } from "@/app/_answers/form-problem";
import { ProblemAlert } from "@/app/_answers/problem-alert";
import { useLook } from "@/app/_answers/use-look";
import { useSubmit } from "@/app/_answers/use-submit";
import { Bdi } from "@/components/ui/bdi";
import { Dialog } from "@/components/ui/dialog";
import { FormFooter } from "@/components/ui/form-footer";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Spinner } from "@/components/ui/spinner";
import { TextAreaField } from "@/components/ui/text-field";
import { REFUSAL_MESSAGES } from "@/lib/messages";
import type { Api } from "@/lib/services/apis/get";
import type { Applicant } from "@/lib/services/subscriptions/applicants";
import type { Subscribed } from "@/lib/services/subscriptions/subscribe";
import { readPlan, requestSubscription } from "../actions";
import { ApplicationField } from "./application-field";
import { PlanPreview } from "./plan-preview";
import { refusalIn } from "./refusal-in";
import { SubscribedDialog } from "./subscribed-dialog";

type Props = { api: Api; applicant: Applicant | null; mayDecide: boolean; onClose: () => void };

/**
 * Subscribes an application to an API: which one, in which environment, what for. Before the click it says what the
 * subscription brings, by the rule that the server goes by; after it, what it has brought.
 */
export function SubscribeDialog({ api, applicant, mayDecide, onClose }: Props) {
  const router = useRouter();
  const form = useId();
  const [application, setApplication] = useState(applicant);
  const [environment, setEnvironment] = useState(api.environments.length === 1 ? api.environments[0]! : "");
  const [useCase, setUseCase] = useState("");
  const [subscribed, setSubscribed] = useState<Subscribed | null>(null);
  const { busy, problem, submit } = useSubmit();

  const wanted =
    application && environment ? { applicationId: application.id, apiId: api.id, environment } : null;
  const plan = useLook(wanted && JSON.stringify(wanted), () => readPlan(wanted));
  const closed = plan.value?.refusal ? REFUSAL_MESSAGES[plan.value.refusal].sentence : null;
  const sleeping = !application
    ? "Choose an application first."
    : !environment
      ? "Choose an environment first."
      : (closed ?? (plan.loading ? "Looking up what the subscription brings." : null));

  async function request() {
    if (busy || sleeping || !wanted) return;
    const done = await submit((idempotencyKey) =>
      requestSubscription({ ...wanted, useCase }, idempotencyKey),
    );
    if (!done) return;
    setSubscribed(done.value);
    router.refresh();
  }

  if (subscribed && application)
    return (
      <SubscribedDialog
        api={api}
        application={application}
        environment={environment}
        subscribed={subscribed}
        mayDecide={mayDecide}
        onClose={onClose}
      />
    );
  const taken = application ? api.environments.filter((name) => refusalIn(api, application, name)) : [];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <>
          Subscribe to{" "}
          <Bdi>
            {api.name} {api.version}
          </Bdi>
        </>
      }
      description="Lets an application call this API in one environment."
      footer={<FormFooter form={form} onCancel={onClose} busy={busy} sleeping={sleeping} label="Subscribe" />}
    >
      <form
        id={form}
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          request();
        }}
        className="grid grid-cols-1 gap-5"
      >
        <FormProblem problem={problem} />
        <ApplicationField api={api} chosen={application} onChoose={setApplication} />
        <SegmentedControl
          legend="Environment"
          name="environment"
          options={api.environments.map((name) => ({
            value: name,
            label: name,
            sleeping: taken.includes(name),
          }))}
          value={environment}
          onChange={setEnvironment}
          hint={
            application && taken.length > 0 ? (
              <>
                {taken.join(", ")}: {REFUSAL_MESSAGES[refusalIn(api, application, taken[0]!)!].sentence}
              </>
            ) : undefined
          }
          error={problem?.fields.environment}
        />
        <TextAreaField
          label="Use case"
          name="useCase"
          optional
          maxLength={500}
          hint="What the application wants of the API. Whoever approves reads it."
          value={useCase}
          onChange={(event) => setUseCase(event.target.value)}
          error={problem?.fields.useCase}
        />
        <section aria-label="What it brings" aria-live="polite" className="min-h-6">
          {plan.loading ? (
            <p className="flex items-center gap-2 text-soft">
              <Spinner /> Looking up what the subscription brings
            </p>
          ) : null}
          <ProblemAlert problem={plan.problem} />
          {plan.value ? <PlanPreview plan={plan.value} closed={closed} /> : null}
        </section>
      </form>
    </Dialog>
  );
}

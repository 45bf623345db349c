import { currentTheme } from "@/app/theme";
import { Bdi } from "@/components/ui/bdi";
import { DetailsGrid } from "@/components/ui/details-grid";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { isBuiltIn, ROLE_PURPOSES } from "@/lib/domain/people/roles";
import { admit, ask, visit } from "@/lib/entry/page";
import { listSessions } from "@/lib/services/people/list-sessions";
import { Denied } from "../denied";
import { ConfirmTime } from "./confirm-time";
import { PasswordForm } from "./password-form";
import { ProfileForm } from "./profile-form";
import { SessionsTable } from "./sessions-table";
import { ThemeField } from "./theme-field";
import { timeZones } from "./time-zones";

export default async function ProfilePage() {
  const admission = await admit("profile:own");
  if (!admission.admitted) return <Denied what="your profile" {...admission} />;
  const { visitor, ctx } = await visit();
  const sessions = await ask(listSessions, {});
  const { name, email, role, workspaceName, timeZone, confirmSeconds } = visitor;
  return (
    <>
      <PageHeader title="Profile" purpose="How you are known here, and how the console behaves for you." />
      <Section title="You">
        <DetailsGrid
          facts={[
            { term: "Email", value: <Bdi>{email}</Bdi>, note: "You sign in with it." },
            {
              term: "Role",
              value: (
                <>
                  <Bdi>{role.name}</Bdi> in <Bdi>{workspaceName}</Bdi>
                </>
              ),
              note: isBuiltIn(role.slug) ? ROLE_PURPOSES[role.slug] : undefined,
            },
          ]}
        />
        <ProfileForm name={name} timeZone={timeZone} zones={timeZones(timeZone)} />
      </Section>
      <Section
        title="Accessibility"
        purpose="Deleting a key asks for a second click on Confirm. Take the time you need for it, or have a dialog that waits."
      >
        <ConfirmTime seconds={confirmSeconds} />
      </Section>
      <Section title="Theme" purpose="Kept in this browser.">
        <ThemeField theme={await currentTheme()} />
      </Section>
      <Section title="Password" purpose="A new password ends every other session of yours, wherever it is.">
        <PasswordForm email={email} />
      </Section>
      <SessionsTable sessions={sessions} now={ctx.now} />
    </>
  );
}

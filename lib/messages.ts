/** The sentence and the HTTP status of every refusal. A code without them does not compile. */
import type { RefusalCode } from "./domain/refusals";

interface Message {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429;
  sentence: string;
}

export const REFUSAL_MESSAGES: Record<RefusalCode, Message> = {
  "signed-out": {
    status: 401,
    sentence: "Your session has ended. Sign in again; what you typed stays here.",
  },
  "access-denied": {
    status: 403,
    sentence: "Your role does not allow this. Ask an Owner or Admin of the workspace.",
  },
  "scope-missing": { status: 403, sentence: "The key that you call with lacks the scope for this." },
  "not-found": { status: 404, sentence: "There is no such thing in this workspace." },
  "changed-meanwhile": {
    status: 409,
    sentence: "Somebody changed this at the same moment. Look at it anew, then try again.",
  },
  "idempotency-key-reused": {
    status: 422,
    sentence: "This idempotency key was used for another request. Choose a new one.",
  },
  "key-not-active": { status: 409, sentence: "The key is not active." },
  "key-revoked": { status: 409, sentence: "The key has been revoked, for good. Create a new one." },
  "key-expired": {
    status: 409,
    sentence: "The key has expired. Regenerate it with another expiration, or create a new one.",
  },
  "key-pending": { status: 409, sentence: "The key is still pending." },
  "key-deleted": { status: 404, sentence: "The key has been deleted." },
  "key-already-disabled": { status: 409, sentence: "The key is disabled already." },
  "key-not-disabled": { status: 409, sentence: "The key is not disabled." },
  "key-in-overlap": {
    status: 409,
    sentence:
      "The key is being rotated already: its old and its new version both work. End the overlap first.",
  },
  "key-not-in-overlap": { status: 409, sentence: "No rotation of this key is under way." },
  "key-kind-not-deletable": {
    status: 409,
    sentence: "A key set is not deleted but revoked, so that its history stays.",
  },
  "key-not-pending": { status: 409, sentence: "The key is not pending: it has been activated already." },
  "key-set-revoked": {
    status: 409,
    sentence:
      "The key set has been revoked, for good. An active subscription of it has New key set on its page: the application gets another.",
  },
  "key-set-expired": {
    status: 409,
    sentence:
      "The key set has expired. Regenerate it where its policy allows, or choose New key set on the page of a subscription of it.",
  },
  "key-set-pending": {
    status: 409,
    sentence: "The key set is still pending: it gets its secret once a subscription is approved.",
  },
  "key-set-not-active": { status: 409, sentence: "The key set is not active." },
  "key-set-already-suspended": { status: 409, sentence: "The key set is suspended already." },
  "key-set-not-suspended": { status: 409, sentence: "The key set is not suspended." },
  "key-set-in-overlap": {
    status: 409,
    sentence: "The key set is being rotated: its old and its new key both work. The rotation ends by itself.",
  },
  "version-not-latest": {
    status: 409,
    sentence: "Only the LATEST key can be regenerated. This one has been replaced.",
  },
  "old-version-expired": {
    status: 409,
    sentence:
      "The old version is past its expiration and works only until the overlap ends. Regenerate the key instead.",
  },
  "regeneration-not-allowed": {
    status: 409,
    sentence: "The policy of this key set does not allow manual regeneration.",
  },
  "another-key-set-valid": {
    status: 409,
    sentence:
      "The application has another valid key set for the same. Use that one instead of this expired one.",
  },
  "not-retrievable": {
    status: 409,
    sentence: "The policy of this key set does not allow its credentials to be retrieved again.",
  },
  "secret-collected": {
    status: 410,
    sentence: "This secret was shown once, and somebody has collected it. Regenerate the key if it is lost.",
  },
  "secret-wiped": { status: 410, sentence: "This key has ended, and its secret was wiped." },
  "nothing-to-reveal": {
    status: 409,
    sentence: "No secret of this key waits to be collected.",
  },
  "application-suspended": {
    status: 409,
    sentence: "The application is suspended. Activate the application first.",
  },
  "application-not-suspended": { status: 409, sentence: "The application is not suspended." },
  "application-in-use": {
    status: 409,
    sentence: "The application has subscriptions that are not over. Revoke or withdraw them first.",
  },
  "application-name-taken": {
    status: 409,
    sentence: "Another application has this name. Choose one by which you tell them apart.",
  },
  "foreign-application": {
    status: 403,
    sentence:
      "Your role lets you do this only for applications of your groups, and for your own without a group. Ask an Owner or an Admin.",
  },
  "foreign-group": {
    status: 403,
    sentence: "You are not in that group. Choose one of your own, or ask an Owner or an Admin.",
  },
  "organization-name-taken": { status: 409, sentence: "Another organization has this name." },
  "organization-in-use": {
    status: 409,
    sentence: "Applications belong to this organization. Give them another first.",
  },
  "group-name-taken": { status: 409, sentence: "Another group has this name." },
  "group-in-use": { status: 409, sentence: "Applications belong to this group. Give them another first." },
  "group-member-already": { status: 409, sentence: "That person is in the group already." },
  "api-name-taken": {
    status: 409,
    sentence: "Another API has this name and version. Choose another version.",
  },
  "api-retired": { status: 409, sentence: "This API has been retired and takes no subscriptions any more." },
  "api-in-use": {
    status: 409,
    sentence: "Subscriptions of this API are not over. Revoke or reject them first.",
  },
  "api-incomplete": {
    status: 422,
    sentence: "The API needs an environment, and an authentication type with its policy template.",
  },
  "environment-not-offered": {
    status: 422,
    sentence: "The API is not offered in this environment. Choose one of its own.",
  },
  "policy-template-name-taken": { status: 409, sentence: "Another policy template has this name." },
  "policy-template-retired": {
    status: 409,
    sentence: "This policy template has been retired. Choose another.",
  },
  "policy-template-in-use": {
    status: 409,
    sentence: "APIs use this policy template. Give them another first.",
  },
  "period-out-of-range": {
    status: 422,
    sentence: "Expiration and rotation take 1 to 3,650 days, or 1 to 120 months.",
  },
  "overlap-out-of-range": { status: 422, sentence: "The overlap takes 0 to 30 whole days." },
  "notify-days-out-of-range": {
    status: 422,
    sentence: "Name at most 5 notices, each 1 to 365 whole days ahead.",
  },
  "rotation-outlasts-expiration": {
    status: 422,
    sentence:
      "The rotation comes later than the expiration, on some dates at least: keys would expire before they are rotated. Rotate earlier.",
  },
  "overlap-outlasts-rotation": {
    status: 422,
    sentence:
      "The overlap lasts as long as the time between two rotations. Shorten the overlap, or rotate less often.",
  },
  "subscription-exists": {
    status: 409,
    sentence: "The application has a subscription of this API in this environment already.",
  },
  "subscription-not-pending": { status: 409, sentence: "The subscription has been decided already." },
  "subscription-not-active": { status: 409, sentence: "The subscription is not active." },
  "subscription-not-suspended": { status: 409, sentence: "The subscription is not suspended." },
  "subscription-over": { status: 409, sentence: "The subscription is over, for good. Subscribe again." },
  "subscription-has-key-set": {
    status: 409,
    sentence: "The subscription has a key set of this type that is neither revoked nor expired.",
  },
  "expiry-needed": {
    status: 422,
    sentence: "The key has expired. Tick Change Expiry Date and choose another.",
  },
  "expiry-in-the-past": { status: 422, sentence: "The new expiry lies in the past." },
  "never-not-allowed": {
    status: 422,
    sentence: "This workspace wants every key to end. Choose an expiration; an Owner can change the rule.",
  },
  "lifetime-too-long": {
    status: 422,
    sentence: "This workspace allows no lifetime as long as that. Choose a shorter one.",
  },
  "nothing-to-clean-up": { status: 409, sentence: "None of these keys can be cleaned up any more." },
  "environment-in-use": {
    status: 409,
    sentence:
      "Keys of this environment exist, or APIs are offered in it. See to these first, or keep the environment.",
  },
  "scope-in-use": {
    status: 409,
    sentence: "Keys hold this scope. Delete them first, or keep the scope.",
  },
  "scope-not-held": { status: 403, sentence: "Only scopes that one holds oneself can be handed on." },
  "signing-key-exists": {
    status: 409,
    sentence: "This workspace has a signing key already. Get a new key to replace it.",
  },
  "signing-key-missing": {
    status: 422,
    sentence:
      "This workspace has no signing key yet. An Owner or Admin generates one in Settings > Agent Integrations.",
  },
  "signing-key-has-next": {
    status: 409,
    sentence: "The next signing key is published already. Sign with it, or withdraw it first.",
  },
  "signing-key-no-next": {
    status: 409,
    sentence: "This is not the next signing key. Rotate with overlap publishes one.",
  },
  "signing-key-draining": {
    status: 409,
    sentence: "The key before still drains. Wait until it has retired, or retire it now.",
  },
  "signing-key-not-draining": {
    status: 409,
    sentence: "This key does not drain: it still signs, or nothing that it signed is good any more.",
  },
  "outposts-unproven": {
    status: 409,
    sentence: "Not every Outpost that is alive has verified a token of the next key yet.",
  },
  "outposts-unknown": {
    status: 409,
    sentence: "Nobody hears of some Outposts. Say that this goes on without each of them.",
  },
  "outpost-name-taken": {
    status: 409,
    sentence: "Another Outpost has this name. Choose one by which you tell them apart.",
  },
  "no-outposts": { status: 409, sentence: "No Outpost is enrolled. There is nothing to reset." },
  "outpost-in-step": {
    status: 409,
    sentence: "This Outpost has applied the change already: there is nothing to send again.",
  },
  "mail-not-set-up": {
    status: 409,
    sentence: "No mail server is set up. Whoever runs the hub can name one, with KEYSMITH_SMTP_URL.",
  },
  "nowhere-to-send": {
    status: 409,
    sentence: "There is nobody to send it to yet. Add a recipient or a webhook, and save.",
  },
  "bundle-needed": {
    status: 409,
    sentence: "The changes since then cannot be followed any more. Fetch the bundle anew.",
  },
  "last-owner": {
    status: 409,
    sentence: "A workspace always keeps an Owner. Make somebody else an Owner first.",
  },
  "owner-only": { status: 403, sentence: "Only an Owner can change Owners." },
  "role-unchanged": { status: 409, sentence: "The member has this role already." },
  "role-beyond-yours": {
    status: 403,
    sentence: "That role may do more than yours. Ask somebody whose role may do as much.",
  },
  "role-fixed": { status: 409, sentence: "An Owner may do everything: that role cannot be changed." },
  "role-built-in": { status: 409, sentence: "A built-in role keeps its name, and cannot be removed." },
  "role-in-use": {
    status: 409,
    sentence: "Members or open invitations have this role. Give them another first.",
  },
  "role-name-taken": { status: 409, sentence: "Another role has this name." },
  "too-many-roles": {
    status: 409,
    sentence: "A workspace has at most 50 roles. Remove one that nobody needs.",
  },
  "member-disabled": { status: 409, sentence: "The member is disabled already." },
  "member-not-disabled": { status: 409, sentence: "The member is not disabled." },
  "not-yourself": { status: 409, sentence: "You cannot disable yourself. Ask another Owner or Admin." },
  "not-by-key": {
    status: 403,
    sentence: "A key cannot make personal keys. Sign in to the console, and do it under Profile > API Keys.",
  },
  "password-needed": {
    status: 403,
    sentence: "This asks for your password again. Give it, and your change is made.",
  },
  "password-wrong": { status: 403, sentence: "That is not your password." },
  "too-many-attempts": {
    status: 429,
    sentence: "Too many tries in a short time. Wait a few minutes, then try again.",
  },
  "already-a-member": { status: 409, sentence: "That person is a member already." },
  "invitation-over": {
    status: 410,
    sentence: "This invitation has been used, withdrawn or has expired. Ask for a new one.",
  },
  "invitation-for-another": {
    status: 409,
    sentence: "An account with this email exists. Sign in with its password to accept.",
  },
  "demo-loaded": {
    status: 409,
    sentence: "The demo data is loaded already. Remove it first to load it anew.",
  },
  "demo-not-loaded": { status: 409, sentence: "No demo data is loaded in this workspace." },
  "demo-name-taken": {
    status: 409,
    sentence:
      "Something of yours has a name that the demo data needs, such as an API called Orders 1. Nothing was loaded.",
  },
  "setup-done": { status: 409, sentence: "This hub has been set up already. Sign in." },
  "setup-link-wrong": {
    status: 403,
    sentence: "This setup link is not the one that the hub printed at its start. Copy it from there.",
  },
};

/** What a person is told when the machine is at fault; the cause is in the log, under the request id. */
export const FAILED_SENTENCE =
  "Keysmith could not finish this. Nothing is known to have changed: look before you try again.";
export const UNAVAILABLE_SENTENCE =
  "The database does not answer at the moment. Look whether the change was made, then try again.";
/** The same of what does very much at once. */
export const UNDER_WAY_SENTENCE =
  "This takes longer than usual, or the database does not answer. It may still be under way: load the page again in a minute, it shows whether it is done.";

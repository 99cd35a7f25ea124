import { attemptDecode, either, list, optional, record, saidBy, text } from "../../http";
import { MADE, type Refusal, type Rule, createRefusals } from "../kit/refusals";
import { PERSONAL } from "./permission";

/** `errors` is absent, a list of objects, or a list of texts. https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
const DetailWire = record({
  resource: optional(text, ""),
  field: optional(text, ""),
  code: optional(text, ""),
  message: optional(text, ""),
});
const RefusalWire = record({
  message: optional(text, ""),
  errors: optional(list(either(text, DetailWire)), []),
});

const WORKFLOW = "Give the workflow's token write access to contents: `permissions: { contents: write }`.";

/** Whether one of the details is `Release.tag_name already_exists`, or whatever `code` says. */
function has(code: RegExp): (refusal: Refusal) => boolean {
  return ({ body }) =>
    (attemptDecode(RefusalWire, body)?.errors ?? []).some(
      (detail) => typeof detail !== "string" && code.test(`${detail.resource}.${detail.field} ${detail.code}`),
    );
}

const CHANGED = "Another run changed the files of this release at the same moment.";
const SSO = "The organisation asks for single sign-on: authorise the token for it in your GitHub settings.";

const NO_ACCESS = /not accessible by (integration|personal access token)/i;

/** A refusal that says nothing of its reason gets no hint. `grant`: how the token at hand gets its right. */
const rules = (grant: string, { inWorkflow }: { readonly inWorkflow: boolean }): readonly Rule[] => [
  {
    status: 422,
    when: has(/^Release\.tag_name already_exists$/),
    hint: MADE.hint,
    conflict: true,
  },
  { status: 422, when: has(/^ReleaseAsset\.name already_exists$/), hint: CHANGED, conflict: true },
  { status: 404, request: /^PATCH .*\/releases\/assets\/\d+$/, hint: CHANGED, conflict: true },
  { status: 401, hint: "The token is wrong, has expired or was revoked." },
  { when: ({ headers }) => headers["x-github-sso"] !== undefined, hint: SSO },
  {
    said: /immutable release/i,
    when: ({ said }) => /tag_name/i.test(said),
    hint: "This tag was used by an immutable release and cannot be used again: release under a new tag.",
  },
  {
    said: /immutable release/i,
    hint: "The release has been immutable since it was published. In a matrix, let the jobs run with `draft: true` and publish once in a last job with `draft: false`.",
  },
  {
    said: /pre_receive|rule violations|creations being restricted/i,
    hint: "A rule of the repository forbids this token to create the tag. Push the tag first, or let the rule's bypass list name the app or user that publishes. The draft with its files is kept; the same command finishes it.",
  },
  {
    said: NO_ACCESS,
    when: () => inWorkflow,
    request: /^(POST .*\/releases|PATCH .*\/releases\/\d+)$/,
    hint: `${grant} If the commit changes files under .github/workflows, push the tag first: GITHUB_TOKEN may not create a tag there.`,
  },
  {
    said: NO_ACCESS,
    hint: grant,
  },
  {
    said: /archived/i,
    hint: "The repository is archived, and takes no releases until it is unarchived in its settings.",
  },
  {
    said: /ip (address|allow)/i,
    hint: "The organisation lets in certain addresses only: run the job where its address is on the allow list.",
  },
  { said: /saml/i, hint: SSO },
  {
    said: /suspended|blocked|disabled/i,
    hint: "The account or the repository is closed for changes on this server: its owner or an administrator knows why.",
  },
  {
    said: /is empty.*repository|repository.*is empty/i,
    hint: "Push a commit first: an empty repository cannot have a release.",
  },
  {
    when: has(/^Release\.target_commitish invalid$/),
    hint: "The tag is not there, and the commit to make it of (target_commitish, else the commit being built) is no branch and no full commit SHA of this repository. Push the commit, or the tag, first.",
  },
  {
    said: /body is too long/i,
    hint: "Release notes may have 125000 characters: shorten them, or attach them as a file.",
  },
  { said: /file_count limited/i, hint: "A release takes 1000 assets: pack some files together." },
  {
    when: has(/^ReleaseAsset\.size /),
    hint: "A file must have at least one byte and less than 2 GiB: split or compress it.",
  },
  {
    // What the server itself names as missing.
    status: 403,
    when: ({ headers }) => headers["x-accepted-github-permissions"] !== undefined,
    hint: ({ headers }) =>
      `The token lacks a permission; the server asks for “${(headers["x-accepted-github-permissions"] ?? "").slice(0, 200)}”.`,
  },
  { status: 403, said: /must have|write access|permission|not granted/i, hint: grant },
  {
    status: 404,
    request: /^GET /,
    hint: "GitHub says 404 for what a token may not see as well: check repository, and that the token may read it.",
  },
  {
    status: 404,
    hint: `GitHub says 404 for what a token may not do as well. ${grant} A discussion category that does not exist, and a commit that changes files under .github/workflows, are refused like this, too: push the tag first.`,
  },
  { status: 451, hint: "The repository is blocked on this server." },
];

/** @param automatic the token is the runner's own: the remedy is in the workflow */
export const refusals = (automatic: boolean): ReturnType<typeof createRefusals> =>
  createRefusals(rules(automatic ? WORKFLOW : PERSONAL, { inWorkflow: automatic }), {
    words,
    limited: "Fewer jobs at once, or another token, have more room.",
  });

/** The message and its details in one line. */
function words(body: unknown): string {
  const told = attemptDecode(RefusalWire, body);
  if (told === undefined) return saidBy(body);
  const details = told.errors.map((detail) =>
    typeof detail === "string" ? detail : [detail.field, detail.code, detail.message].filter(Boolean).join(" "),
  );
  return saidBy([told.message, ...details].filter((part) => part !== "").join("; "));
}

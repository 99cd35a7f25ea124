import { ConflictError, PublishError } from "../../errors";
import { type HttpError, attemptDecode, either, isLimit, list, optional, record, saidBy, text } from "../../http";

/** `errors` is absent, a list of objects, or a list of texts. */
const RefusalWire = record({
  message: optional(text, ""),
  errors: optional(
    list(
      either(
        text,
        record({
          resource: optional(text, ""),
          field: optional(text, ""),
          code: optional(text, ""),
          message: optional(text, ""),
        }),
      ),
    ),
    [],
  ),
});

interface Refusal {
  readonly status: number;
  /** A look rather than a change. */
  readonly reads: boolean;
  /** The token is the runner's own: the remedy is in the workflow. */
  readonly automatic: boolean;
  /** All of the server's words in one line. */
  readonly said: string;
  /** `Release.tag_name already_exists`, one per entry. */
  readonly codes: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

const WORKFLOW = "Give the workflow's token write access to contents: `permissions: { contents: write }`.";
const PERSONAL =
  "Give the token write access to contents: for a fine-grained personal access token “Contents: read and write”, for a classic one the scope `repo`.";

/** How a token gets the right to publish, said where there is none yet; of workflows only inside of one. */
export const permissionFor = (inWorkflow: boolean): string =>
  inWorkflow
    ? "Give the token write access to contents: in the workflow `permissions: { contents: write }`, for a personal access token “Contents: read and write” (classic: scope `repo`)."
    : PERSONAL;

const grant = ({ automatic }: Refusal): string => (automatic ? WORKFLOW : PERSONAL);

interface Known {
  readonly when: (refusal: Refusal) => boolean;
  readonly hint: string | ((refusal: Refusal) => string);
}

/**
 * Refusals with a remedy, the narrow ones first: the first that fits is told. A refusal that says nothing of its reason
 * gets none.
 */
const CATALOGUE: readonly Known[] = [
  {
    when: ({ status }) => status === 401,
    hint: "The token is wrong, has expired or was revoked.",
  },
  {
    when: ({ headers }) => headers["x-github-sso"] !== undefined,
    hint: "The organisation asks for single sign-on: authorise the token for it in your GitHub settings.",
  },
  {
    when: ({ said }) => /immutable release/i.test(said) && /tag_name/i.test(said),
    hint: "This tag was used by an immutable release and cannot be used again: release under a new tag.",
  },
  {
    when: ({ said }) => /immutable release/i.test(said),
    hint: "The release was sealed when it was published. In a matrix, let the jobs run with `draft: true` and publish once in a last job with `draft: false`.",
  },
  {
    when: ({ said }) => /pre_receive|rule violations|creations being restricted/i.test(said),
    hint: "A rule of the repository forbids this token to create the tag. Push the tag first, or let the rule's bypass list name the app or user that publishes. The draft with its files is kept; the same command finishes it.",
  },
  {
    when: ({ said }) => /not accessible by (integration|personal access token)/i.test(said),
    hint: (refusal) =>
      `${grant(refusal)} If the commit changes files under .github/workflows, push the tag first: GITHUB_TOKEN may not create a tag there.`,
  },
  {
    when: ({ said }) => /archived/i.test(said),
    hint: "The repository is archived, and takes no releases until it is unarchived in its settings.",
  },
  {
    when: ({ said }) => /ip (address|allow)/i.test(said),
    hint: "The organisation lets in certain addresses only: run the job where its address is on the allow list.",
  },
  {
    when: ({ said }) => /saml/i.test(said),
    hint: "The organisation asks for single sign-on: authorise the token for it in your GitHub settings.",
  },
  {
    when: ({ said }) => /suspended|blocked|disabled/i.test(said),
    hint: "The account or the repository is closed for changes on this server: its owner or an administrator knows why.",
  },
  {
    when: ({ said }) => /is empty/i.test(said) && /repository/i.test(said),
    hint: "Push a commit first: an empty repository cannot have a release.",
  },
  {
    when: ({ codes }) => codes.includes("Release.target_commitish invalid"),
    hint: "The tag is not there, and the commit to make it of (target_commitish, else the commit being built) is no branch and no full commit SHA of this repository. Push the commit, or the tag, first.",
  },
  {
    when: ({ said }) => /body is too long/i.test(said),
    hint: "Release notes may have 125000 characters: shorten them, or attach them as a file.",
  },
  {
    when: ({ said }) => /file_count limited/i.test(said),
    hint: "A release takes 1000 assets: pack some files together.",
  },
  {
    when: ({ codes }) => codes.some((code) => code.startsWith("ReleaseAsset.size")),
    hint: "A file must have at least one byte and less than 2 GiB: split or compress it.",
  },
  {
    // What the server itself names as missing.
    when: ({ status, headers }) => status === 403 && headers["x-accepted-github-permissions"] !== undefined,
    hint: ({ headers }) =>
      `The token lacks a permission; the server asks for: ${(headers["x-accepted-github-permissions"] ?? "").slice(0, 200)}.`,
  },
  {
    when: ({ status, said }) => status === 403 && /must have|write access|permission|not granted/i.test(said),
    hint: grant,
  },
  {
    when: ({ status, reads }) => status === 404 && reads,
    hint: "GitHub says 404 for what a token may not see as well: check repository, and that the token may read it.",
  },
  {
    when: ({ status }) => status === 404,
    hint: (refusal) =>
      `GitHub says 404 for what a token may not do as well. ${grant(refusal)} A discussion category that does not exist, and a commit that changes files under .github/workflows, are refused like this, too: push the tag first.`,
  },
  {
    when: ({ status }) => status === 451,
    hint: "The repository is blocked on this server.",
  },
];

/** What GitHub said no with, and what to do about it. An `already_exists` of a release is a conflict: look again. */
export function refusalOf(doing: string, error: HttpError, automatic: boolean): PublishError | undefined {
  const read = readRefusal(error, automatic);
  const said = `${error.request} answered ${error.status}: ${read.said}`;
  if (isLimit(error)) {
    return new PublishError({
      what: `Failed ${doing}: the server limits the rate of requests.`,
      said,
      hint: "Run it again later: what is already uploaded is not sent again. Fewer jobs at once, or another token, have more room.",
      cause: error,
    });
  }
  const trouble = { what: `Failed ${doing}.`, said, cause: error };
  if (isTagTaken(read))
    return new ConflictError({ ...trouble, hint: "The release was made by somebody else at the same moment." });
  const hint = CATALOGUE.find(({ when }) => when(read))?.hint;
  if (hint === undefined) return undefined;
  return new PublishError({ ...trouble, hint: typeof hint === "string" ? hint : hint(read) });
}

function isTagTaken({ status, codes }: Refusal): boolean {
  return status === 422 && codes.includes("Release.tag_name already_exists");
}

/** Whether an upload was refused because the name is taken. */
export function isNameTaken(error: HttpError): boolean {
  return error.status === 422 && readRefusal(error, false).codes.includes("ReleaseAsset.name already_exists");
}

function readRefusal(error: HttpError, automatic: boolean): Refusal {
  const parsed = attemptDecode(RefusalWire, error.body);
  const { status, headers } = error;
  const about = { status, headers, automatic, reads: error.request.startsWith("GET ") };
  if (parsed === undefined) return { ...about, said: saidBy(error.body), codes: [] };
  const { message, errors } = parsed;
  const details = errors.map((entry) =>
    typeof entry === "string" ? entry : [entry.field, entry.code, entry.message].filter(Boolean).join(" "),
  );
  return {
    ...about,
    said: saidBy([message, ...details].filter((part) => part !== "").join("; ")),
    codes: errors.flatMap((entry) =>
      typeof entry === "string" ? [] : [`${entry.resource}.${entry.field} ${entry.code}`],
    ),
  };
}

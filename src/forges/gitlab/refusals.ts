import { ConflictError, PublishError } from "../../errors";
import { type HttpError, attemptDecode, isLimit, isObject, record, saidBy, text } from "../../http";

/** How a token gets the right to publish: the most frequent remedies. */
export const PERMISSION =
  "In a job the CI_JOB_TOKEN is enough for the job's own project. Else set GITLAB_TOKEN to a project or personal access token with the scope `api` and the role Developer (Maintainer where the tag is protected so). Protected variables are empty on unprotected tags: protect the tag pattern in Settings > Repository > Protected tags, or unprotect the variable.";

interface Refusal {
  readonly status: number;
  readonly said: string;
  readonly automatic: boolean;
}

/** Refusals with a remedy, the narrow ones first: the first that fits is told. */
const CATALOGUE: readonly { readonly when: (refusal: Refusal) => boolean; readonly hint: string }[] = [
  {
    when: ({ said }) => said.includes("insufficient_scope"),
    hint: "The token lacks the scope `api`: make one that has it.",
  },
  {
    when: ({ status, automatic }) => status === 401 && automatic,
    hint: "CI_JOB_TOKEN is valid while its job runs, and only for what GitLab opens to it: releases can be updated with it from 14.5 on, their links from 15.1 on, and never other projects that do not list this one in their job token allow-list. Set GITLAB_TOKEN to an access token with the scope `api` for anything else.",
  },
  {
    when: ({ status }) => status === 401,
    hint: "The token is wrong, has expired or was revoked.",
  },
  {
    when: ({ status, said }) => status === 403 && /\bprotected\b|access denied/i.test(said) && !/package/i.test(said),
    hint: "The tag is protected: the user whose rights the token has must be in “Allowed to create” of Settings > Repository > Protected tags. A job has the rights of whoever started the pipeline.",
  },
  {
    when: ({ said }) => /package protected/i.test(said),
    hint: "A protection rule guards the package: let the role of the token push to it, or set package_name to another package.",
  },
  {
    when: ({ status, automatic }) => status === 403 && automatic,
    hint: "CI_JOB_TOKEN has the rights of the user who started the pipeline: that user needs the role Developer, and the right to create the tag where it is protected. For another project, that project must list this one in Settings > CI/CD > Job token permissions. Releases or the package registry may also be switched off in the project.",
  },
  {
    when: ({ status }) => status === 403,
    hint: "The token's user or role needs Developer in the project, and the right to create the tag where it is protected. Releases or the package registry may also be switched off in the project's settings.",
  },
  {
    when: ({ status, said, automatic }) => status === 404 && /project not found/i.test(said) && automatic,
    hint: "Check repository; GitLab says 404 for what a token may not see, too. CI_JOB_TOKEN updates a release from GitLab 14.5 on and its links from 15.1 on, and sees another project only if that lists this one in its job token allow-list. Set GITLAB_TOKEN to an access token with the scope `api` for anything else.",
  },
  {
    when: ({ status, said }) => status === 404 && /project not found/i.test(said),
    hint: "GitLab says 404 for what a token may not see, too: check repository and token.",
  },
  {
    when: ({ status, said }) => status === 405 && /moved/i.test(said),
    hint: "The project was renamed or moved: set repository to its new path.",
  },
  {
    when: ({ said }) => /milestone\(s\) not found/i.test(said),
    hint: "Create the milestone in the project or its group first, or correct milestones.",
  },
  {
    when: ({ said }) => /target .* is invalid|ref is not specified|target is empty/i.test(said),
    hint: "The tag is not there, and the commit to make it of (target_commitish, else the commit being built) is no branch and no commit of this project. Push the commit, or the tag, first.",
  },
  {
    when: ({ said }) => /too large/i.test(said),
    hint: "The file is beyond the server's limit: an administrator sets it (Admin > Settings > CI/CD > Package registry, or the proxy before it).",
  },
  {
    when: ({ said }) => /too long/i.test(said),
    hint: "Release notes may have 1000000 characters: shorten them, or attach them as a file.",
  },
  {
    when: ({ status }) => status === 413,
    hint: "The file is larger than the server, or a proxy before it, takes. An administrator can raise the limit.",
  },
  {
    when: ({ status }) => status === 404,
    hint: "Is the address right, and is it a GitLab? Releases may be switched off in the project; 11.7 has them behind the feature flag releases_page. A proxy that decodes %2F breaks paths: set repository to the project's number.",
  },
  {
    when: ({ status }) => status >= 500,
    hint: "The server has trouble of its own, or a push rule or hook of the project refused the tag. Run it again: what is already uploaded is not sent again.",
  },
];

/** What GitLab said no with, and what to do about it. “Release already exists” is a conflict: look again. */
export function refusalOf(doing: string, error: HttpError, automatic: boolean): PublishError | undefined {
  const said = wordsOf(error.body);
  const trouble = {
    what: `Failed ${doing}.`,
    said: `${error.request} answered ${error.status}: ${said}`,
    cause: error,
  };
  if (isLimit(error)) {
    return new PublishError({
      ...trouble,
      what: `Failed ${doing}: the server limits the rate of requests.`,
      hint: "Run it again later: what is already uploaded is not sent again.",
    });
  }
  if (isTaken(error)) {
    return new ConflictError({
      ...trouble,
      hint: "The release or its tag was made by somebody else at the same moment.",
    });
  }
  const known = CATALOGUE.find(({ when }) => when({ status: error.status, said, automatic }));
  return known === undefined ? undefined : new PublishError({ ...trouble, hint: known.hint });
}

/** Another run made the release, or the tag, between looking and creating. Old servers say it with 400. */
function isTaken(error: HttpError): boolean {
  return [400, 409, 422].includes(error.status) && /already exists/i.test(wordsOf(error.body));
}

/** All of GitLab's words in one line: a text, a list, texts by field, or the words of its OAuth layer. */
export function wordsOf(body: unknown): string {
  if (!isObject(body)) return saidBy(body);
  const { message, error } = body;
  const oauth = attemptDecode(record({ error: text, error_description: text }), body);
  if (oauth !== undefined) return saidBy(`${oauth.error}: ${oauth.error_description}`);
  const told = message ?? error;
  return told === undefined ? saidBy(body) : saidBy(flat(told).join("; "));
}

function flat(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(flat);
  if (isObject(value))
    return Object.entries(value).flatMap(([field, inner]) => flat(inner).map((one) => `${field} ${one}`));
  return [String(value)];
}

import type { PublishError } from "../../errors";
import type { HttpError } from "../../http";
import { type Rule, createRefusals } from "../kit/refusals";

const ELSE = "Set GITLAB_TOKEN to an access token with the scope `api` for anything else.";

/**
 * Refusals with a remedy, the narrow ones first.
 *
 * @param automatic the token is the job's own
 */
const rulesFor = (automatic: boolean): readonly Rule[] => [
  {
    // Another run made the release, or the tag, between looking and creating. Old servers say it with 400.
    status: [400, 409, 422],
    said: /already exists/i,
    conflict: true,
    hint: "The release or its tag was created by somebody else at the same moment.",
  },
  { said: /insufficient_scope/, hint: "The token lacks the scope `api`: make one that has it." },
  {
    status: 401,
    hint: automatic
      ? `CI_JOB_TOKEN is valid while its job runs, and only for what GitLab opens to it: releases can be updated with it from 14.5 on, their links from 15.1 on, and never other projects that do not list this one in their job token allow-list. ${ELSE}`
      : "The token is wrong, has expired or was revoked.",
  },
  {
    status: 403,
    when: ({ said }) => /\bprotected\b|access denied/i.test(said) && !/package/i.test(said),
    hint: "The tag is protected: the user whose rights the token has must be in “Allowed to create” of Settings > Repository > Protected tags. A job has the rights of whoever started the pipeline.",
  },
  {
    said: /package protected/i,
    hint: "A protection rule guards the package: let the role of the token push to it, or set package_name to another package.",
  },
  {
    status: 403,
    request: /\/assets\/links(\/\d+)?$/,
    hint: automatic
      ? "The link of the release was refused, not the file: that is stored, and is not sent again. CI_JOB_TOKEN has the rights of the user who started the pipeline: that user needs the role Developer, and the right to create the tag where it is protected (Settings > Repository > Protected tags)."
      : "The link of the release was refused, not the file: that is stored, and is not sent again. A link needs the scope `api`, the role Developer, and the right to create the tag where it is protected (Settings > Repository > Protected tags).",
  },
  {
    status: 403,
    hint: automatic
      ? "CI_JOB_TOKEN has the rights of the user who started the pipeline: that user needs the role Developer, and the right to create the tag where it is protected. For another project, that project must list this one in Settings > CI/CD > Job token permissions. Releases or the package registry may also be switched off in the project."
      : "The token's user or role needs Developer in the project, and the right to create the tag where it is protected. Releases or the package registry may also be switched off in the project's settings.",
  },
  {
    status: 404,
    said: /project not found/i,
    hint: automatic
      ? `Check repository; GitLab says 404 for what a token may not see, too. CI_JOB_TOKEN updates a release from GitLab 14.5 on and its links from 15.1 on, and sees another project only if that lists this one in its job token allow-list. ${ELSE}`
      : "GitLab says 404 for what a token may not see, too: check repository and token.",
  },
  { status: 405, said: /moved/i, hint: "The project was renamed or moved: set repository to its new path." },
  {
    said: /milestone\(s\) not found/i,
    hint: "Create the milestone in the project or its group first, or correct milestones.",
  },
  {
    said: /target .* is invalid|ref is not specified|target is empty/i,
    hint: "The tag is not there, and the commit to make it of (target_commitish, else the commit being built) is no branch and no commit of this project. Push the commit, or the tag, first.",
  },
  {
    when: ({ status, said }) => status === 413 || /too large/i.test(said),
    hint: "The file is beyond the server's limit: an administrator sets it (Admin > Settings > CI/CD > Package registry, or the proxy before it).",
  },
  { said: /too long/i, hint: "Release notes may have 1000000 characters: shorten them, or attach them as a file." },
  {
    status: 404,
    hint: "Is the address right, and is it a GitLab? Releases may be switched off in the project; 11.7 has them behind the feature flag releases_page. A proxy that decodes %2F breaks paths: set repository to the project's number.",
  },
  {
    when: ({ status }) => status >= 500,
    hint: "The server had an internal error, or a push rule or hook of the project refused the tag. Run it again: what is already uploaded is not sent again.",
  },
];

/** What GitLab refused, and what to do about it. */
export const refusals = (automatic: boolean): ((doing: string, error: HttpError) => PublishError | undefined) =>
  createRefusals(rulesFor(automatic));

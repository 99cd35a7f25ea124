/** How a token gets the right to publish: the most frequent remedies. */
export const PERMISSION =
  "In a job the CI_JOB_TOKEN is enough for the job's own project. Else set GITLAB_TOKEN to a project or personal access token with the scope `api` and the role Developer (Maintainer where the tag is protected so). Protected variables are empty on unprotected tags: protect the tag pattern in Settings > Repository > Protected tags, or unprotect the variable.";

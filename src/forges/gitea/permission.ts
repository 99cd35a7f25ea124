export const PERSONAL =
  "Give token an access token with the scope write:repository, of a user who may write to the repository.";

/** The most frequent remedy; of workflows only inside of one. */
export const permissionFor = (inWorkflow: boolean): string =>
  inWorkflow
    ? `${PERSONAL} In Actions the job's own token does for the job's own repository, with \`permissions: { contents: write }\` where the server honours it.`
    : PERSONAL;

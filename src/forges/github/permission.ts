export const PERSONAL =
  "Give the token write access to contents: for a fine-grained personal access token “Contents: read and write”, for a classic one the scope `repo`.";

/** How a token gets the right to publish, said where there is none yet; of workflows only inside of one. */
export const permissionFor = (inWorkflow: boolean): string =>
  inWorkflow
    ? "Give the token write access to contents: in the workflow `permissions: { contents: write }`, for a personal access token “Contents: read and write” (classic: scope `repo`)."
    : PERSONAL;

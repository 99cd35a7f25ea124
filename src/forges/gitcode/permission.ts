/** What a token needs: said when one is missing or refused. */
export const permissionFor = (inPipeline: boolean): string =>
  `Use a personal access token of a user with write access to the repository (GITCODE_TOKEN or token)${inPipeline ? "; in a pipeline its own ATOMGIT_TOKEN with `permissions: repository: write`" : ""}.`;

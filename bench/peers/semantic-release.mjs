// The step `publish` of @semantic-release/github, as semantic-release calls it.
// Usage: semantic-release.mjs MODULE SERVER REPOSITORY TAG FILE...   GH_TOKEN and NODE_EXTRA_CA_CERTS from the environment.
const [module, server, repository, tag, ...assets] = process.argv.slice(2);
const { publish } = await import(module);
const quiet = { log() {}, error: console.error, warn() {}, success() {} };
await publish(
  { githubUrl: server, githubApiPathPrefix: "/api/v3", assets },
  {
    cwd: process.cwd(),
    env: process.env,
    options: { repositoryUrl: `${server}/${repository}.git` },
    branch: { name: "main", type: "release", main: true },
    nextRelease: { name: tag, gitTag: tag, notes: "", version: tag.slice(1) },
    logger: quiet,
  },
);

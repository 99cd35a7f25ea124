/** Files whose texts are pages, tables of help, requests or notes: nothing of them is an error, a hint or a notice. */
export const PLACES_NOT_SAID = new RegExp(
  "^(" +
    [
      // What --help, the documents and the pages of a run say.
      "request/(inputs|input-kinds)",
      "request/commands/(options|specs|completion)",
      "report/(outputs|columns|progress|print|terminal/.*)",
      "report/messages/.*",
      // Notes of releases.
      "request/notes/generated/.*",
      "model/(notes|linked|drafts|tag-text)",
      // What is sent, and how secrets may be written.
      "forges/sourcehut/queries",
      "http/(body|secrets/.*|connect/tunnel)",
      "ci/git/push/(borrow|environment)",
      // What init writes into files.
      "ci/pipeline-files/.*",
      "commands/init/(fill|project)",
      // What another thread runs.
      "disk/running-hash",
      // The oldest Node is told before anything else is loaded.
      "model/node",
      "index",
    ].join("|") +
    ")\\.ts$",
);

/** Files with lines of results, which nothing else is taken for. */
export const LINES = /^report\/(help|plan-lines|summary|releases|fitted-page)\.ts$/;

/** Texts in other files that are none: headers, commands of CIs, words that other tools use. */
export const NOT_SAID =
  /^(::|##\[|Bearer |token \{0\}$|Basic |\n|\(\?<!|set-output |application\/json|# |first page$|git (tag|fetch) |UTF-16 [LB]E$)/;

/** Files with lines that only the log has, which is English in every language, and with words that other tools use. */
export const LOGGED: Readonly<Record<string, RegExp>> = {
  "ci/actions.ts": /./,
  "ci/loggers.ts": /^debug: /,
  "ci/of-one-forge.ts": /./,
  "commands/delete.ts": /^\{0\} (\{1\} )?of/,
  "commands/init/index.ts": /^(cd \{0\} |body_path: |--body-path )/,
  "commands/init/home.ts": /^--/,
  "commands/init/next.ts": /^Token: |^forge-release |^--/,
  "commands/publish/several.ts": /^\{0\} on \{1\}$/,
  "forges/gitlab/packages.ts": /^package_version is invalid$/,
  "http/pace.ts": /waiting/,
  "operations/floating.ts": /^(made|moved) the tag|^the tag \{0\} (is on|stays)/,
  "operations/publish/apply.ts": /^(created|set|updated|published|deleted|waited) /,
  "operations/publish/check.ts": /^make_latest: legacy$/,
  "operations/publish/push-tag.ts": /^was |^the tag \{0\} \{1\}$/,
  "operations/publish/remarks.ts": /^(notes: |given|generated|kept|, |(no|a) prerelease)/,
  "operations/publish/tag-text.ts": /^(told by|asked of|read from)/,
  "operations/publish/upload-files.ts": /^uploaded |^\{0\}\{1\}|stored as /,
  "operations/releases.ts": /^first page$/,
  "operations/replace.ts": /^(label|type) /,
  "report/deliver.ts": /^created the release or draft/,
  "report/several.ts": /^\|/,
  "report/help.ts": /^(forge-release \{0\}( |$)|--|\{0\}( \(\{1\}\))?\n)/,
  "report/plan-lines.ts": /^notes: \{0\},|stored as /,
  "report/summary.ts": /^(\{0\} \{1\}|\{0\} on \{1\}$|(\{0\})?, nothing|\||<)/,
  "http/retry.ts": /^(waiting|as told by) /,
  "request/commits.ts": /./,
  "request/commands/habits.ts": /^(upload|download|delete|list) -/,
  "request/commands/retell.ts": /^(download|view) -|^--token-env NAME|^"\$|jq -r \{/,
  "request/entries/call.ts": /./,
  "request/entries/foreign-command.ts": /^(--|release \{0\}$|forge-release )/,
  "request/entries/names.ts": /./,
  "request/entries/unknown.ts": /^[a-z]+(-[a-z]+)* |^\n/,
  "request/notes/changelog/headings.ts": /unreleased$/,
  "request/parse.ts": /must be one of$|必须是/,
  "request/wanted.ts": /^the release (\{0\})? ?has the tag/,
  "request/resolve.ts": /^the release \{0\} has the tag/,
};

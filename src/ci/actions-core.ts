/**
 * The parts of @actions/core that are used here. Its entry loads an HTTP client of its own for OpenID tokens, which
 * takes longer than a whole run without files; the parts stand in files of their own, which the package does not name
 * as entries: hence the path.
 */
export { issue, issueCommand } from "../../node_modules/@actions/core/lib/command.js";
export { issueFileCommand, prepareKeyValueMessage } from "../../node_modules/@actions/core/lib/file-command.js";
export { summary } from "../../node_modules/@actions/core/lib/summary.js";

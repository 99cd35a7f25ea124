import { MAYBE_THERE, RESTRICTIONS, type Rule } from "../kit/refusals";
import { PERMISSION } from "./permission";

/** Refusals with a remedy, by status and request: the server's words are not documented. */
export const RULES: readonly Rule[] = [
  ...RESTRICTIONS,
  {
    status: 401,
    hint: "The token is wrong, has expired or was reset. It has to be a private token of an account; OAuth and job tokens are not taken.",
  },
  {
    status: 403,
    request: /^DELETE .*\/releases\/[^/]+$/,
    hint: "Only an administrator of the project (role Master or Owner) may delete a release: use the token of one.",
  },
  {
    status: 403,
    hint: `${PERMISSION} A protected tag needs the right to create it, and an archived project takes no changes.`,
  },
  {
    status: 404,
    hint: `工蜂 says 404 for what a token may not see, too: check repository (the full path group/…/name, or the project's number), server_url and the token's account. ${PERMISSION} A proxy that decodes %2F breaks paths: set repository to the number.`,
  },
  {
    status: 405,
    hint: "Is the address right, and is it a 工蜂? Releases have their own API there, below /api/v3: check server_url and api_url.",
  },
  {
    status: 413,
    hint: "The file is larger than the server, or a proxy in front of it, accepts: 200 MB on the public one. Compress or split it, or leave it out.",
  },
  {
    status: [400, 422],
    request: /^POST .*\/attachments$/,
    hint: "An attachment may have 200 MB at most; a server may also refuse an empty file, or a kind of file. Leave it out, or pack it.",
  },
  {
    status: MAYBE_THERE,
    request: /^(POST .*\/releases|PUT .*\/releases\/[^/]+)$/,
    hint: "Where the tag does not exist, target_commitish has to be a branch, a tag or the whole SHA of a commit of this project, and the tag's name one that git takes. Or push the tag first.",
  },
];

import { MAYBE_THERE, RESTRICTIONS, type Rule } from "../kit/refusals";
import { PERMISSION } from "./permission";

const TOO_LARGE =
  "gitee.com takes files of up to 100 MiB; on a self-hosted server the administrator sets the limit, and a proxy in front of it may have another. Split or compress the file, or leave it out with oversized_files: skip where the limit is known.";

const CREATES = /^POST .*\/releases$/;

/** Refusals with a remedy. Pages first, for their status says little; of the rest what the words say. */
export const RULES: readonly Rule[] = [
  { status: 413, hint: TOO_LARGE },
  {
    status: 404,
    page: true,
    hint: "There is a web page at this address, and no API: check server_url; where the API has another root than /api/v5 below it, set api_url.",
  },
  {
    page: true,
    when: ({ status }) => status < 500,
    hint: "This is a page of the firewall (or a proxy) before the server, not an answer of its API: it took the request for an attack, or does not know this runner's address. Run it again later or from another network; on a self-hosted server let its administrator allow the API.",
  },
  ...RESTRICTIONS,
  {
    status: MAYBE_THERE,
    request: CREATES,
    said: /已存在|已经存在|已被|重复|already|has been taken/i,
    conflict: true,
    hint: "Another run made the release at the same moment. Where no run finds it, the token may not see it: it needs the scope `projects`.",
  },
  {
    said: /总容量|quota/i,
    hint: "All attachments of a repository share a quota (gitee.com: 1 GB for free users): delete old releases' files, or ask for more room.",
  },
  {
    said: /附件数量|too many/i,
    hint: "The release has as many files as the server accepts: pack some of them together.",
  },
  { said: /超过限制|文件过大|too (large|big)|exceed/i, hint: TOO_LARGE },
  {
    status: 401,
    said: /登录失效|expire/i,
    hint: "The token has expired: make a new one with the scope `projects`.",
  },
  {
    status: 401,
    hint: "The token is wrong or was deleted. It is sent in the header Authorization only; a private server too old to read that header is not supported.",
  },
  { status: 403, hint: PERMISSION },
  {
    status: 404,
    hint: `Gitee says 404 in three cases: owner or repository is wrong (their paths as in the address, not the names that are shown), the token may not see it, or it lacks the scope. Check repository. ${PERMISSION}`,
  },
  {
    said: /创建标签失败/,
    hint: "The tag does not exist and could not be made: target_commitish has to be a branch or a full commit SHA of this repository that was pushed there (a mirror may lag behind), and the repository must not be empty. Push the tag first.",
  },
  {
    status: MAYBE_THERE,
    request: CREATES,
    hint: "No release of this tag can be seen. Either the server refuses a field (its words say which), or target_commitish is no branch or full commit SHA there, or the tag has a release that this token may not see.",
  },
];

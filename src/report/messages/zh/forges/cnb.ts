import type { Catalogue } from "../../templates";

export const FORGES_CNB: Catalogue = {
  "the upload address was refused ({0}: {1})": "上传地址被拒绝（{0}：{1}）",
  "the confirmation was refused ({0}: invalid token)": "上传确认被拒绝（{0}：invalid token）",
  "is not the confirmation of an upload to this release": "不是用来确认上传到这个发行版的",
  "is on another host": "在别的主机上",
  "Refused to confirm the upload of {0}: the address for it {1}.": "拒绝确认 {0} 的上传：确认地址{1!}。",
  "The server names something that is not an address; the API is at {0}.": "服务器给出的不是地址；API 在 {0}。",
  "The token goes to the API's own host only. Set api_url to the API root that the server itself uses.":
    "令牌只发往 API 自己的主机。请把 api_url 设为服务器自己使用的 API 根地址。",
  "group/repo, with all groups": "group/repo，要写全所有组",
  "Give the token write access to the repository's code: the scope repo-code (named repo-contents in newer lists) with read and write. CNB_TOKEN of a pipeline has it, except in a pipeline of a pull request, where it only reads.":
    "请给令牌加上仓库代码的写权限：repo-code（较新的列表里叫 repo-contents）读写。流水线的 CNB_TOKEN 自带这个权限，但合并请求的流水线里只读。",
  "The token is wrong or has expired; CNB_TOKEN ends with its pipeline.":
    "令牌不对或已过期；CNB_TOKEN 随流水线结束而失效。",
  "CNB answers only what is asked for as application/vnd.cnb.api+json: a proxy on the way changes the Accept header.":
    "CNB 只响应按 application/vnd.cnb.api+json 发出的请求：中间有代理改动了 Accept 请求头。",
  "The file is larger than this server accepts: split or compress it, or leave it out.":
    "文件超过服务器允许的大小：请拆分或压缩，或者不要上传它。",
  "target_commitish has to be a branch or a full commit SHA of this repository. Push the commit first, or push the tag.":
    "target_commitish 必须是这个仓库的分支或完整的提交 SHA。请先推送该提交，或推送标签。",
  "The server does not accept this file name. Give another one with `path => name`.":
    "服务器不接受这个文件名。请用 `path => name` 换一个名字。",
  "This is not an answer of CNB's API, whose address is not that of the web pages: set api_url to it.":
    "这不是 CNB API 的响应，它的 API 地址和网页地址不同：请用 api_url 指定。",
  "CNB says 404 for a private repository that the token may not see as well: check repository (group/repo, all groups) and token. {0}":
    "令牌看不到的私有仓库，CNB 也返回 404：请检查 repository（group/repo，写全所有组）和令牌。{0+}",
  "looking for the files of {0}": "查找 {0} 的文件",
};

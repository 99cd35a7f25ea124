import type { Catalogue } from "../../templates";

export const FORGES_SOURCEHUT: Catalogue = {
  "Set SOURCEHUT_TOKEN to a personal access token of the repository's owner, from https://meta.sr.ht/oauth2, with the grants git.sr.ht/OBJECTS:RW, git.sr.ht/PROFILE:RO and git.sr.ht/REPOSITORIES:RO. They let it write artifacts.":
    "请把 SOURCEHUT_TOKEN 设为仓库所有者的个人访问令牌，在 https://meta.sr.ht/oauth2 创建，授权 git.sr.ht/OBJECTS:RW、git.sr.ht/PROFILE:RO 和 git.sr.ht/REPOSITORIES:RO，这样才能写入附件。",
  "no such repository": "没有这个仓库",
  "The token is wrong or has expired. {0}": "令牌不对或已过期。{0+}",
  "{0} Only the owner of a repository may upload to it.": "{0+}只有仓库所有者才能上传。",
  "Check repository (~user/name), server_url and the token's account: what a token may not see is not there for it. {0}":
    "请检查 repository（~user/name）、server_url 和令牌的账号：令牌看不到的内容，对它来说就不存在。{0+}",
  "A file name may be there once in a whole repository: another tag has it, or the commit on which this tag stood before it was moved. Put the version into the name (path => name), or delete the file from the other tag.":
    "同一个文件名在整个仓库里只能出现一次：别的标签已有它，或这个标签移动之前所在的提交有它。请把版本写进文件名（path => name），或从那个标签删除该文件。",
  "The file is larger than the server accepts. Compress or split it, or leave it out.":
    "文件超过服务器允许的大小。请压缩或拆分，或者不要上传它。",
  "There is no annotated tag {0} any more.": "附注标签 {0} 已经不存在了。",
  "{0}, page {1}": "{0!}，第 {1} 页",
  "The server knows {0}, but its list of references leaves it out, and its files with it.":
    "服务器认识 {0}，但引用列表里漏掉了它，连同它的文件。",
  "This happens where one page of the list ends and the next one begins. Delete a branch or a tag that nobody needs, which moves the pages, or give this tag another name.":
    "这发生在列表一页结束、下一页开始的地方。请删除一个没人需要的分支或标签，让分页移动，或给这个标签换个名字。",
};

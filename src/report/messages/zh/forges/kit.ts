import type { Catalogue } from "../../templates";

export const FORGES_KIT: Catalogue = {
  "deleting {0}": "删除 {0}",
  "The server names {0}; the API is at {1}.": "服务器给出 {0}；API 在 {1}。",
  "Push a commit first: an empty repository cannot have a release.": "请先推送一个提交：空仓库不能有发行版。",
  "Fewer jobs at once have more room.": "减少同时运行的作业可以缓解。",
  "deleting the release {0}": "删除发行版 {0}",
  "looking whether the repository is public": "查询仓库是否公开",
  "reading the message of the tag {0}": "读取标签 {0} 的说明",
  "looking for the tag {0}": "查找标签 {0}",
  "deleting the tag {0}": "删除标签 {0}",
  "updating the release {0}": "更新发行版 {0}",
  "asking for the server's version": "查询服务器版本",
  "looking for the commit of {0}": "查找 {0} 的提交",
  "listing the files of {0}": "列出 {0} 的文件",
  "asking whose token this is": "查询令牌属于谁",
  "generating the notes of {0}": "生成 {0} 的发行说明",
  "The token is wrong, has expired or was revoked.": "令牌不对、已过期或已被撤销。",
  "looking whether the project is public": "查询项目是否公开",
  "looking at the project": "查询项目",
  "looking for the release {0}": "查找发行版 {0}",
  "There is no release with the id {0} that this token may see.": "没有这个令牌能看到的、编号为 {0} 的发行版。",
  "Check release_id and repository; drafts are shown only to tokens that may write to the repository.":
    "请检查 release_id 和 repository；草稿只有能写仓库的令牌才看得到。",
  "The release {0} is a draft that has no tag yet.": "发行版 {0} 是还没有标签的草稿。",
  "Give it its tag on the release's page, or leave release_id out and set tag_name: then a release of that tag is made.":
    "请在发行版页面上给它设置标签，或去掉 release_id 并设置 tag_name：这样会新建该标签的发行版。",
  "The release was created by somebody else at the same moment.": "发行版同时被别人创建了。",
  "The repository takes no changes as it is: unarchive it, or publish to another one.":
    "仓库当前不接受改动：请取消归档，或发布到别的仓库。",
  "The tag (or branch) is protected: push the tag with an account that may, or let this one create it.":
    "标签（或分支）受保护：请用有权限的账号推送标签，或允许这个账号创建它。",
  "The server accepts requests from known addresses only: let its administrator add this runner's.":
    "服务器只接受已知地址的请求：请管理员加上这个运行器的地址。",
  "Failed {0}: the server limits the rate of requests.": "{0!}失败：服务器限制了请求频率。",
  "Run it again later: what is done already is not done again. {0}": "请稍后再试：已完成的部分不会重做。{0+}",
  "publishing the release {0}": "发布 {0}",
  "The release of {0}": "{0} 的发行版",
  "The release {0} of {1}": "{1} 的发行版 {0}",
  "{0} is not there any more.": "{0+}已经不存在了。",
  "Refused to upload {0}: the address for it is not https.": "拒绝上传 {0}：上传地址不是 https。",
  "The server names {0}.": "服务器给出 {0}。",
  "The server names something that is not an address.": "服务器给出的不是地址。",
  "Files go over https only. Is there a proxy before the server that changes its answers? Check api_url.":
    "文件只通过 https 传输。服务器前面是否有改动响应的代理？请检查 api_url。",
  "downloading {0} without a token": "不带令牌下载 {0}",
  "the server's answer names no commit of the tag": "服务器的响应没有给出标签的提交",
};

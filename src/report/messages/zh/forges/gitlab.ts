import type { Catalogue } from "../../templates";

export const FORGES_GITLAB: Catalogue = {
  "linking {0} to the release {1}": "把链接 {0} 加到发行版 {1}",
  "Another link of {0} is named “{1}” already.": "{0} 已有另一个名为“{1}”的链接。",
  "Give the file another label (path#label), or change that link.":
    "请给文件换一个显示名（path#label），或修改那个链接。",
  "changing the link {0} of {1}": "修改 {1} 的链接 {0}",
  "Another run changed the links of {0} at the same moment.": "另一个运行同时改动了 {0} 的链接。",
  "deleting the link {0}": "删除链接 {0}",
  "{0} lies on another server, and is not read back from there.": "{0} 在别的服务器上，不会从那里读回。",
  "{0} cannot be uploaded with CI_JOB_TOKEN: this GitLab has no package registry that the job may use, and its project uploads take access tokens only.":
    "无法用 CI_JOB_TOKEN 上传 {0}：这个 GitLab 没有作业可用的软件包仓库，而项目上传只接受访问令牌。",
  "Set GITLAB_TOKEN to an access token with the scope `api` (servers before 13.5), or switch the package registry of the project on. Nothing was changed.":
    "请把 GITLAB_TOKEN 设为带 `api` 权限的访问令牌（13.5 之前的服务器），或打开项目的软件包仓库。没有任何改动。",
  "group/project, or the number of the project": "group/project，或项目的编号",
  "listing the commits since {0}": "列出 {0} 之后的提交",
  "looking at the package {0} {1}": "查询软件包 {0} {1}",
  "looking for {0} in the package {1} {2}": "在软件包 {1} {2} 里查找 {0}",
  "Another run uploaded {0} to {1} at the same moment.": "另一个运行同时把 {0} 上传到了 {1}。",
  "{0} of {1} bytes were stored": "只存下了 {1} 字节中的 {0} 字节",
  "other bytes were stored": "存下的内容不同",
  "this server does not list packages for a job token": "这个服务器不向作业令牌列出软件包",
  "deleting the replaced package file {0}": "删除被替换的软件包文件 {0}",
  "this server does not accept a job token for deleting it": "这个服务器不允许用作业令牌删除它",
  "only a Maintainer may delete it": "只有 Maintainer 才能删除它",
  "In a job the CI_JOB_TOKEN is enough for the job's own project. Else set GITLAB_TOKEN to a project or personal access token with the scope `api` and the role Developer (Maintainer where the tag is protected so). Protected variables are empty on unprotected tags: protect the tag pattern in Settings > Repository > Protected tags, or unprotect the variable.":
    "作业里的 CI_JOB_TOKEN 足够用于作业自己的项目。否则请把 GITLAB_TOKEN 设为带 `api` 权限、角色为 Developer 的项目或个人访问令牌（标签受保护且有此要求时为 Maintainer）。未受保护的标签上，受保护的变量是空的：请在 Settings > Repository > Protected tags 里保护标签的匹配模式，或取消变量的保护。",
  "looking at the project {0}": "查询项目 {0}",
  "Set GITLAB_TOKEN to an access token with the scope `api` for anything else.":
    "其他情况请把 GITLAB_TOKEN 设为带 `api` 权限的访问令牌。",
  "The release or its tag was created by somebody else at the same moment.": "发行版或它的标签同时被别人创建了。",
  "The token lacks the scope `api`: make one that has it.": "令牌缺少 `api` 权限：请新建一个带该权限的。",
  "CI_JOB_TOKEN is valid while its job runs, and only for what GitLab opens to it: releases can be updated with it from 14.5 on, their links from 15.1 on, and never other projects that do not list this one in their job token allow-list. {0}":
    "CI_JOB_TOKEN 只在作业运行期间有效，而且只能做 GitLab 允许的事：14.5 起能更新发行版，15.1 起能更新链接；别的项目如果没把这个项目列入作业令牌允许名单，就一律不行。{0+}",
  "The tag is protected: the user whose rights the token has must be in “Allowed to create” of Settings > Repository > Protected tags. A job has the rights of whoever started the pipeline.":
    "标签受保护：令牌对应的用户必须在 Settings > Repository > Protected tags 的“Allowed to create”里。作业的权限就是启动流水线的人的权限。",
  "A protection rule guards the package: let the role of the token push to it, or set package_name to another package.":
    "软件包受保护规则限制：请允许令牌的角色推送，或把 package_name 设为别的软件包。",
  "The link of the release was refused, not the file: that is stored, and is not sent again. CI_JOB_TOKEN has the rights of the user who started the pipeline: that user needs the role Developer, and the right to create the tag where it is protected (Settings > Repository > Protected tags).":
    "被拒绝的是发行版的链接，而不是文件：文件已经保存，不会再次发送。CI_JOB_TOKEN 拥有启动流水线的用户的权限：该用户需要 Developer 角色；标签受保护时，还需要创建该标签的权限（Settings > Repository > Protected tags）。",
  "The link of the release was refused, not the file: that is stored, and is not sent again. A link needs the scope `api`, the role Developer, and the right to create the tag where it is protected (Settings > Repository > Protected tags).":
    "被拒绝的是发行版的链接，而不是文件：文件已经保存，不会再次发送。创建链接需要 `api` 范围和 Developer 角色；标签受保护时，还需要创建该标签的权限（Settings > Repository > Protected tags）。",
  "CI_JOB_TOKEN has the rights of the user who started the pipeline: that user needs the role Developer, and the right to create the tag where it is protected. For another project, that project must list this one in Settings > CI/CD > Job token permissions. Releases or the package registry may also be switched off in the project.":
    "CI_JOB_TOKEN 的权限就是启动流水线的用户的权限：该用户要有 Developer 角色，标签受保护时还要有创建它的权限。发布到别的项目时，那个项目要在 Settings > CI/CD > Job token permissions 里列出本项目。也可能是项目里关闭了发行版或软件包仓库。",
  "The token's user or role needs Developer in the project, and the right to create the tag where it is protected. Releases or the package registry may also be switched off in the project's settings.":
    "令牌的用户或角色在项目里要有 Developer，标签受保护时还要有创建它的权限。也可能是项目设置里关闭了发行版或软件包仓库。",
  "Check repository; GitLab says 404 for what a token may not see, too. CI_JOB_TOKEN updates a release from GitLab 14.5 on and its links from 15.1 on, and sees another project only if that lists this one in its job token allow-list. {0}":
    "请检查 repository；令牌看不到的内容，GitLab 也返回 404。CI_JOB_TOKEN 从 GitLab 14.5 起能更新发行版，15.1 起能更新链接，而别的项目只有把本项目列入作业令牌允许名单才看得到。{0+}",
  "GitLab says 404 for what a token may not see, too: check repository and token.":
    "令牌看不到的内容，GitLab 也返回 404：请检查 repository 和令牌。",
  "The project was renamed or moved: set repository to its new path.": "项目已改名或迁移：请把 repository 设为新路径。",
  "Create the milestone in the project or its group first, or correct milestones.":
    "请先在项目或其群组里创建里程碑，或改正 milestones。",
  "The tag is not there, and the commit to make it of (target_commitish, else the commit being built) is no branch and no commit of this project. Push the commit, or the tag, first.":
    "标签不存在，而用来创建它的提交（target_commitish，否则为正在构建的提交）不是这个项目的分支或提交。请先推送该提交，或推送标签。",
  "The file is beyond the server's limit: an administrator sets it (Admin > Settings > CI/CD > Package registry, or the proxy before it).":
    "文件超过服务器的限制：由管理员设置（Admin > Settings > CI/CD > Package registry，或前面的代理）。",
  "Release notes may have 1000000 characters: shorten them, or attach them as a file.":
    "发行说明最多 1000000 个字符：请缩短，或作为文件附上。",
  "Is the address right, and is it a GitLab? Releases may be switched off in the project; 11.7 has them behind the feature flag releases_page. A proxy that decodes %2F breaks paths: set repository to the project's number.":
    "地址对吗？它是 GitLab 吗？项目里可能关闭了发行版；11.7 需要打开功能开关 releases_page。会解码 %2F 的代理会破坏路径：请把 repository 设为项目编号。",
  "The server had an internal error, or a push rule or hook of the project refused the tag. Run it again: what is already uploaded is not sent again.":
    "服务器内部出错，或项目的推送规则、钩子拒绝了标签。请重新运行：已上传的文件不会重发。",
};

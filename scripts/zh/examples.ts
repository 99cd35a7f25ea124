/** Comments and names in files of `examples/`, in Chinese, for the pages that show them: by the whole line. */
export const EXAMPLE_WORDS: Readonly<Record<string, string>> = {
  "# .gitlab-ci.yml, GitLab 17.0 or newer": "# .gitlab-ci.yml，GitLab 17.0 以上",
  "# .workflow/release.yml; no variable of Gitee Go tells the tag, so RELEASE_TAG is given when the pipeline is started":
    "# .workflow/release.yml：Gitee Go 没有标签变量，启动流水线时填 RELEASE_TAG",
  "displayName: Release": "displayName: 发布发行版",
  "displayName: Publish": "displayName: 发布",
  "- name: build": "- name: 构建",
  "- name: release": "- name: 发布",
  "- name: announce": "- name: 通知",
  "# .ci/release.yml; `tgit` is a credential of the kind ACCESSTOKEN in BK-CI":
    "# .ci/release.yml：tgit 是蓝盾里 ACCESSTOKEN 类型的凭据",
  '// Jenkinsfile of a multibranch pipeline; release-token is a credential of the kind "Secret text"':
    "// 多分支流水线的 Jenkinsfile：release-token 是 Secret text 类型的凭据",
  "# Token: the job's own, CI_JOB_TOKEN. There is none to make.": "# 令牌：作业自带的 CI_JOB_TOKEN，不用另建。",
  "# Token: the pipeline's own, CNB_TOKEN. There is none to make.": "# 令牌：流水线自带的 CNB_TOKEN，不用另建。",
  '# Token: the job\'s own, which "permissions" below lets write. There is none to make.':
    "# 令牌：作业自带，由下面的 permissions 授予写权限，不用另建。",
  '# Token: a personal one with the scope "projects" (设置 > 安全设置 > 私人令牌), as the secret variable RELEASE_TOKEN.':
    "# 令牌：私人令牌（设置 > 安全设置 > 私人令牌，勾选 projects），存为流水线的密文变量 RELEASE_TOKEN",
  "# Token: a personal one of 工蜂 that may write (个人设置 > 私人令牌), as the credential tgit (BK-CI: 凭证管理 > 新增凭证).":
    "# 令牌：工蜂的私人令牌，要有写权限（个人设置 > 私人令牌），在蓝盾存为凭据 tgit（凭证管理 > 新增凭证）",
  "// Token: one of the forge that may write (GitLab: Settings > Access tokens, scope api), as that credential (Manage Jenkins >":
    "// 令牌：代码平台上有写权限的令牌（GitLab：Settings > Access tokens，勾选 api），存为上面的凭据",
  "// Credentials).": "// （Manage Jenkins > Credentials）。",
};

const COMMENT = /^(#|\/\/) .*[a-z]+ [a-z]+ [a-z]+/i;

/**
 * An example as a Chinese page shows it.
 * @throws where a comment has no Chinese
 */
export function exampleInChinese(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const said = line.trim();
      const known = EXAMPLE_WORDS[said];
      if (known === undefined && COMMENT.test(said))
        throw new Error(`There is no Chinese for “${said}”: add it to scripts/zh/examples.ts.`);
      return known === undefined ? line : line.replace(said, known);
    })
    .join("\n");
}

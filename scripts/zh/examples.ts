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

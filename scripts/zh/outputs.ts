/** What `docs/outputs.md` says of outputs, in Chinese: by the English text, so that none goes stale. */
export const OUTPUT_WORDS: Readonly<Record<string, string>> = {
  output: "输出",
  value: "值",
  "The forge's id of the release; the tag where there are no ids.": "平台给发行版的 id；没有 id 的平台是标签。",
  "Web page of the release.": "发行版的网页地址。",
  "The same as `url`.": "同 `url`。",
  "GitHub: where files are uploaded to; elsewhere empty.": "GitHub 的附件上传地址；其他平台为空。",
  "Tag of the release.": "发行版的标签。",
  "Title of the release.": "发行版的标题。",
  "Kind of forge.": "平台种类。",
  "Repository on the forge.": "平台上的仓库。",
  "`true` if this run created the release that stands at the end.": "最后留下的发行版是本次新建的，则为 `true`。",
  "Whether the release is a draft.": "是否草稿。",
  "Whether the release is a prerelease.": "是否预发布。",
  "JSON array of this run's files: `{id, name, file, label, size, content_type, sha256, browser_download_url, status}`.":
    "本次附件的 JSON 数组：`{id, name, file, label, size, content_type, sha256, browser_download_url, status}`。",
  "JSON object of all files of the release: name → download URL.": "发行版全部附件的 JSON 对象：文件名 → 下载地址。",
  "In a dry run: JSON array of what would be done, one object per change, one per file.":
    "试运行时：将要做的事的 JSON 数组，每处改动一项，每个附件一项。",
  "With `targets`: JSON array, one object per target: `{target, forge, repository, status, id, url, created, error, assets}`.":
    "用了 `targets` 时：JSON 数组，每个目标一项：`{target, forge, repository, status, id, url, created, error, assets}`。",
  "With `command`: what `--json` of that command prints, as one line; left out where it is more than a job's outputs hold.":
    "用了 `command` 时：该命令 `--json` 的内容，占一行；超过作业输出的上限时不给出。",
};

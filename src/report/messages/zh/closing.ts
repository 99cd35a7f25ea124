import type { Catalogue } from "../templates";

/** The last line of a run, put together from how it ended, from the files and from what it took. */
export const CLOSING: Catalogue = {
  "published {0} on {1}: {2}": "已发布 {0} 到 {1}：{2!}",
  "published {0} (a draft) on {1}: {2}": "已发布 {0}（草稿）到 {1}：{2!}",
  "finished {0} on {1}: {2}": "已完成 {1} 上的 {0}：{2!}",
  "finished {0} (a draft) on {1}: {2}": "已完成 {1} 上的 {0}（草稿）：{2!}",
  "updated {0} on {1}: {2}": "已更新 {1} 上的 {0}：{2!}",
  "updated {0} (a draft) on {1}: {2}": "已更新 {1} 上的 {0}（草稿）：{2!}",
  "unchanged {0} on {1}: {2}": "{1} 上的 {0} 没有变化：{2!}",
  "unchanged {0} (a draft) on {1}: {2}": "{1} 上的 {0}（草稿）没有变化：{2!}",
  "planned {0} on {1}: {2}": "计划发布 {0} 到 {1}：{2!}",
  "failed {0} on {1}, {2}": "发布 {0} 到 {1} 失败，用时 {2%}",
  "{0}, {1}, {2} → {3}": "{0%}，{1+}，用时 {2%} → {3}",
  "{0}, {1}, {2}": "{0%}，{1+}，用时 {2%}",
  "{0}, {1}, {2}, nothing was changed → {3}": "{0%}，{1+}，用时 {2%}，没有任何改动 → {3}",
  "{0}, {1}, {2}, nothing was changed": "{0%}，{1+}，用时 {2%}，没有任何改动",
  "{0}, {1}, {2}, but the outputs were not written → {3}": "{0%}，{1+}，用时 {2%}，但输出没有写入 → {3}",
  "{0}, {1}, {2}, but the outputs were not written": "{0%}，{1+}，用时 {2%}，但输出没有写入",
  "{0}, {1}, {2}, nothing was changed, but the outputs were not written → {3}":
    "{0%}，{1+}，用时 {2%}，没有任何改动，但输出没有写入 → {3}",
  "{0}, {1}, {2}, nothing was changed, but the outputs were not written":
    "{0%}，{1+}，用时 {2%}，没有任何改动，但输出没有写入",
  "no files, {0}, but the outputs were not written → {1}": "没有文件，用时 {0%}，但输出没有写入 → {1}",
  "no files, {0}, but the outputs were not written": "没有文件，用时 {0%}，但输出没有写入",
  "no files, {0}, nothing was changed, but the outputs were not written → {1}":
    "没有文件，用时 {0%}，没有任何改动，但输出没有写入 → {1}",
  "no files, {0}, nothing was changed, but the outputs were not written":
    "没有文件，用时 {0%}，没有任何改动，但输出没有写入",
  "no files, {0} → {1}": "没有文件，用时 {0%} → {1}",
  "no files, {0}": "没有文件，用时 {0%}",
  "no files, {0}, nothing was changed → {1}": "没有文件，用时 {0%}，没有任何改动 → {1}",
  "no files, {0}, nothing was changed": "没有文件，用时 {0%}，没有任何改动",
};

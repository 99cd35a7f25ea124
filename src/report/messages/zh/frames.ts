import type { Catalogue } from "../templates";

export const FRAMES: Catalogue = {
  "{0} is set, so set {1}": "已设置 {0}，因此请设置 {1@}",
  "{0} is the runner's own automatic token, which is for the server that runs the job only.":
    "{0+} 就是运行器自带的令牌，只能用于运行作业的服务器。",
  "{0} must be one of auto, en, zh, not “{1}”. {2} 必须是 auto、en 或 zh。":
    "{2} 必须是 auto、en 或 zh，不能是“{1}”。{0} must be one of auto, en, zh.",
  "{0} {1}: {2} ({3}).": "{0=} {1=}：{2!}（{3}）。",
  "{0} {1}: {2}.": "{0=} {1=}：{2*}。",
  "the server answered in the encoding {0}, which was not asked for": "服务器的响应使用了没有请求的编码 {0}",

  "targets, line {0}, token_env": "targets 第 {0#} 行的 token_env",
  "{0}: {1}": "{0=}：{1*}",
  "{0}: {1} {2}.": "{0=}：{1+} {2*}。",
  "{0}: “{1}” {2}": "{0=}：“{1}”{2!}",
  "files: {0} {1}: {2}": "files：{0+} {1!}：{2!}",
  "Unknown flag {0}.": "未知的参数 {0}。",
  "Unknown flag {0}: it has two dashes, {1}.": "未知的参数 {0}：它有两个短横线，{1}。",
  "{0} are called {1} here.": "{0+} 在这里叫 {1}。",

  // Heads of examples, with the forge at hand.
  "Token: one of the forge that may write ({0}), as the secret release_token (Woodpecker: the repository's Settings > Secrets).":
    "令牌：代码平台上有写权限的令牌（{0+}），存为密文 release_token（Woodpecker：仓库的 Settings > Secrets）。",
  "Token: one of the forge that may write ({0}), as the secret release_token (Drone: the repository's Settings > Secrets).":
    "令牌：代码平台上有写权限的令牌（{0+}），存为密文 release_token（Drone：仓库的 Settings > Secrets）。",
  "Token: one of the forge that may write ({0}), as that credential (Manage Jenkins > Credentials).":
    "令牌：代码平台上有写权限的令牌（{0+}），存为上面的凭据（Manage Jenkins > Credentials）。",
  "Gitea and Forgejo: Settings > Applications, scope write:repository":
    "Gitea 和 Forgejo：Settings > Applications，勾选 write:repository",
};

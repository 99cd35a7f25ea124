/** How a token gets the right to publish: said when it is missing or refused. */
export const PERMISSION =
  "Make a personal access token (设置 > 安全设置 > 私人令牌) with the scope `projects`, as a user with write access to the repository, and give it as token or GITEE_TOKEN. A variable of Gitee Go may not begin with GITEE_: call it RELEASE_TOKEN and add --token-env RELEASE_TOKEN.";

/** What COPY and ADD take for a source on the network (BuildKit `ParseGitRef`, `isHTTPSource`). */

const scp = /^[a-zA-Z0-9-_]+@[a-zA-Z0-9-.]+:.*/;

/** Whether a source is a Git repository: `git@…`, `ssh://`, `git://`, or an HTTP URL whose path ends in `.git`. */
export function isGitSource(text: string): boolean {
  if (/^(?:ssh|git):\/\//.test(text)) return true;
  if (/^https?:\/\//.test(text)) return /^[^?#]*\.git(?:[?#]|$)/.test(text);
  return !/^\.{1,2}\//.test(text) && scp.test(text);
}

/** Whether a source is a file on a web server. */
export function isHttpSource(text: string): boolean {
  return /^https?:\/\//.test(text) && !isGitSource(text);
}

/** Whether a source does not come from the build context. */
export function isRemoteSource(text: string): boolean {
  return isGitSource(text) || isHttpSource(text);
}

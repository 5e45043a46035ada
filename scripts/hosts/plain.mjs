/** Markdown as a reader sees it: without emphasis, code marks and the targets of links, its blanks made one. */
export function plain(/** @type {string} */ markdown) {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*\\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

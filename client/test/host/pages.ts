/** The first paragraph of every instruction's page, put in by the bundler; a host has no project to read. */
declare const PAGES: Record<Locale, Record<string, string>>;

export type Locale = 'en' | 'zh-cn';

/** What a hover on this keyword has to say. */
export function summaryOf(locale: Locale, keyword: string): string {
  const summary = PAGES[locale][keyword];
  if (!summary) throw new Error(`${keyword} has no page in ${locale}`);
  return summary;
}

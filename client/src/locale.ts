/** The languages that everything is written in. */
export type Locale = 'en' | 'zh-cn';

/** A valid setting wins over the display language; Traditional Chinese readers get English, as the server does it. */
export function effectiveLocale(setting: unknown, displayLanguage: string): Locale {
  if (setting === 'en' || setting === 'zh-cn') return setting;
  const language = displayLanguage.toLowerCase().replaceAll('_', '-');
  const chinese = language === 'zh' || language.startsWith('zh-');
  return chinese && !/^zh-(?:tw|hk|hant)(?:-|$)/.test(language) ? 'zh-cn' : 'en';
}

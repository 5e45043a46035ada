import type { Locale } from '../../src/docs/docs.ts';
import { type Inputs, Service } from '../../src/service.ts';
import { mergeSettings, type Settings } from '../../src/settings.ts';
import { readMarks, service } from '../harness.ts';

const services = { en: service('en'), 'zh-cn': service('zh-cn') };

/** What a hover says at `<|>`, and the text that it is about; empty where it says nothing. */
export function hoverAt(
  marked: string,
  { locale = 'en', detail = 'normal', inputs }: { locale?: Locale; detail?: Settings['hover']; inputs?: Inputs } = {},
): { text: string; about: string } {
  const { text, cursor } = readMarks(marked);
  const file = Service.parse(text);
  const settings = mergeSettings({ hover: detail });
  const hover = services[locale].hover(file, file.source.positionAt(cursor), settings, inputs);
  if (!hover?.range) return { text: '', about: '' };
  const { start, end } = hover.range;
  return {
    text: (hover.contents as { value: string }).value,
    about: text.slice(file.source.offsetAt(start), file.source.offsetAt(end)),
  };
}

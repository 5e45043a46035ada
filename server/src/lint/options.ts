import type { OptionSchema } from './rule.ts';

/** Whether a value is one that an option takes. */
export function fitsOption(value: unknown, { type, items, enum: values, additionalProperties }: OptionSchema): boolean {
  if (values) return values.includes(value);
  switch (type) {
    case 'array':
      return Array.isArray(value) && value.every((item) => !items || typeof item === items.type);
    case 'integer':
      return Number.isInteger(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(fits);
    default:
      return typeof value === type;
  }

  function fits(inner: unknown): boolean {
    const { enum: allowed, type: wanted } = additionalProperties ?? {};
    return allowed ? typeof inner === 'string' && allowed.includes(inner) : !wanted || typeof inner === wanted;
  }
}

/** What an option takes: its values, or in English what kind of value. */
export function describeOption({ type, enum: values, additionalProperties }: OptionSchema): string {
  if (values) return values.join(', ');
  if (additionalProperties?.enum) return additionalProperties.enum.join(', ');
  return kinds[type];
}

const kinds: Readonly<Record<OptionSchema['type'], string>> = {
  boolean: 'true, false',
  integer: 'a whole number',
  string: 'a text',
  array: 'a list',
  object: 'a mapping',
};

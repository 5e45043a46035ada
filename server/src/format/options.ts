/** How Dockerfiles are formatted; every option can be `keep`. */
export interface FormatOptions {
  /** Of instructions, of `AS` behind FROM, of `CMD` and `NONE` behind HEALTHCHECK. */
  readonly keywordCase: 'upper' | 'lower' | 'keep';
  /** How far continued lines stand in: a number of blanks for each level, or a tab. */
  readonly indent: number | 'tab' | 'keep';
  /** Blanks between words, around JSON elements, before a continuation and at the ends of lines; the file's last line end. */
  readonly spaces: 'single' | 'keep';
  /** `ENV key value` and `LABEL key value`. */
  readonly keyValue: 'equals' | 'keep';
  /** The longest line of a RUN whose chain of commands is not parted at `&&`. */
  readonly wrap: number | 'keep';
  /** The words of `apt-get install` and its like. */
  readonly packages: 'sort' | 'keep';
  /** `auto` is that of the first line. */
  readonly lineEnd: 'auto' | 'lf' | 'crlf' | 'keep';
}

export const formatDefaults: FormatOptions = {
  keywordCase: 'upper',
  indent: 4,
  spaces: 'single',
  keyValue: 'equals',
  wrap: 'keep',
  packages: 'keep',
  lineEnd: 'auto',
};

/** The words that an option may have. */
export const formatChoices = {
  keywordCase: ['upper', 'lower', 'keep'],
  indent: ['tab', 'keep'],
  spaces: ['single', 'keep'],
  keyValue: ['equals', 'keep'],
  wrap: ['keep'],
  packages: ['sort', 'keep'],
  lineEnd: ['auto', 'lf', 'crlf', 'keep'],
} as const satisfies { readonly [K in keyof FormatOptions]: readonly FormatOptions[K][] };

/** The whole numbers that an option may have besides. */
export const formatNumbers = {
  indent: { minimum: 1, maximum: 16 },
  wrap: { minimum: 40, maximum: 1000 },
} as const;

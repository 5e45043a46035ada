import { pairsToMapping } from './merge.ts';
import { entriesAt, type Text, type Tree } from './tree.ts';

/** A name with a value, as in `environment`, `args` and `labels`; without a value it is taken from outside. */
export interface Variable {
  readonly name: Text;
  readonly value?: Text;
}

/** A mapping or a list of `NAME=value`. */
export function readVariables(tree: Tree | undefined): Variable[] {
  return entriesAt(tree && pairsToMapping(tree)).map(({ key, value }) =>
    value.kind === 'text' && value.value !== null ? { name: key, value } : { name: key },
  );
}

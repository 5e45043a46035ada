const notes = Symbol('notes');

interface Noted {
  [notes]?: Map<object, unknown>;
}

/**
 * Values that are kept with objects of the model, as in a WeakMap. They stand on the objects themselves: garbage collection
 * takes the values of a WeakMap for alive until a full one, so that with one at work every version of a file that is being
 * typed would grow old (and each short collection take milliseconds).
 */
export class Memo<Owner extends object, Value> {
  get(owner: Owner): Value | undefined {
    return (owner as Noted)[notes]?.get(this) as Value | undefined;
  }

  has(owner: Owner): boolean {
    return (owner as Noted)[notes]?.has(this) === true;
  }

  set(owner: Owner, value: Value): void {
    const noted = owner as Noted;
    noted[notes] ??= new Map();
    noted[notes].set(this, value);
  }
}

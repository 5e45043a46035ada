import * as l10n from '@vscode/l10n';
import type { Instruction } from '../dockerfile/dockerfile.ts';
import { expand } from '../dockerfile/expand.ts';
import { isMountType, mountOptions, mountTypes } from '../dockerfile/grammar.ts';
import type { Mount } from '../dockerfile/mounts.ts';
import type { Span } from '../dockerfile/source.ts';
import { replace } from './edits.ts';
import { type MountField, mountFields, valueProblem } from './mountfields.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './rule.ts';

/** The names of all options of all types. */
const keys: readonly string[] = [
  'type',
  ...new Set(mountTypes.flatMap((type) => mountOptions[type].flatMap(({ name, aliases = [] }) => [name, ...aliases]))),
];

/** What the builder has read of a mount; `type` is undefined where only the build knows it. */
interface State {
  type: string | undefined;
  readonly fields: Map<string, MountField>;
}

/** What the builder rejects of a `--mount`. */
export function* checkMount(instruction: Instruction, mount: Mount): Generator<Problem> {
  const all = mountFields(mount);
  if (!all) {
    yield problem(mount.flag.valueWord ?? mount.flag.word, l10n.t('The quotes of this `--mount` do not match.'));
    return;
  }
  const state: State = { type: 'bind', fields: new Map() };
  let isBroken = false;
  for (const field of all) {
    const found = checkField(field, state, mount, instruction.file.escape);
    if (found) yield found;
    isBroken ||= found !== undefined;
  }
  // What is missing cannot be told while something else is wrong.
  const found = isBroken ? undefined : checkWhole(instruction, mount, state);
  if (found) yield found;
}

function problem(span: Span, message: string, guess?: string, at: Span = span): Problem {
  if (guess === undefined) return { range: span.range, message };
  const title = l10n.t('Change to `{keyword}`', { keyword: guess });
  return { range: span.range, message, fixes: [{ title, edits: [replace(at, guess)], safe: false }] };
}

/** One field, by what was read before it: the builder goes from left to right. */
function checkField(field: MountField, state: State, mount: Mount, escape: string): Problem | undefined {
  const { key, span, keySpan, valueSpan } = field;
  const isSwitch = /^(?:readonly|ro|readwrite|rw|required)$/.test(key);
  if (field.text === '')
    return problem(
      mount.flag.value ? (mount.flag.valueWord ?? span) : mount.flag.word,
      l10n.t('An option is missing before or behind a comma.'),
    );
  if (!keys.includes(key)) {
    const guess = nearest(key, keys);
    const words = { key, guess: guess ?? '' };
    return guess
      ? problem(keySpan, l10n.t('`--mount` has no option `{key}`: did you mean `{guess}`?', words), guess)
      : problem(keySpan, l10n.t('`--mount` has no option `{key}`, so the build fails.', words));
  }
  if (field.value === undefined && !isSwitch) {
    return problem(span, l10n.t('`{key}` needs a value, as in `{key}=…`.', { key }));
  }
  if ((key === 'required' || key === 'size') && !takes(state.type, key)) return misplaced(field, state, mount);
  state.fields.set(canonical(key), field);
  if (field.value === undefined) return undefined;
  if (key === 'from' && /\$./.test(field.value)) {
    return problem(
      valueSpan,
      l10n.t('`from` takes no variable: name a stage, `FROM {image} AS …`, and use its name here.', {
        image: field.value,
      }),
    );
  }
  const value = expand(field.value, escape, () => undefined);
  if (key === 'type') state.type = value?.toLowerCase();
  return value === undefined ? undefined : checkValue(field, value);
}

function checkValue({ key, valueSpan, span }: MountField, value: string): Problem | undefined {
  const at = value === '' ? span : valueSpan;
  if (key === 'type' && !isMountType(value.toLowerCase())) {
    const types = mountTypes.map((type) => `\`${type}\``).join(', ');
    return problem(
      at,
      l10n.t('There is no mount type `{value}`: there are {types}.', { value, types }),
      nearest(value, mountTypes),
      valueSpan,
    );
  }
  const modes = ['shared', 'private', 'locked'];
  if (key === 'sharing' && !modes.includes(value.toLowerCase())) {
    return problem(
      at,
      l10n.t('`sharing` is `shared`, `private` or `locked`, not `{value}`.', { value }),
      nearest(value, modes),
      valueSpan,
    );
  }
  const message = valueProblem(key, value);
  return message === undefined ? undefined : problem(at, message);
}

/** What only the whole mount shows: options that its type does not have, and what it lacks. */
function checkWhole(instruction: Instruction, mount: Mount, state: State): Problem | undefined {
  const { type, fields } = state;
  if (type === undefined) return undefined;
  for (const name of ['mode', 'uid', 'gid', 'sharing']) {
    const field = fields.get(name);
    if (field && !takes(type, name)) return misplaced(field, state, mount);
  }
  const [source, id, target, from] = ['source', 'id', 'target', 'from'].map((name) => fields.get(name));
  const place = mount.flag.valueWord ?? mount.flag.word;
  if (type === 'secret') {
    if (from?.value) return misplaced(from, state, mount);
    if (!source?.value && !id?.value && !target?.value) {
      return problem(place, l10n.t('It is not said which secret this is: `id`, `source` or `target` is needed.'));
    }
    return source?.value && id?.value
      ? problem(source.span, l10n.t('`source` and `id` both name the secret: only one of them can be given.'))
      : undefined;
  }
  if (type === 'ssh') return undefined;
  if (target && /^\/[/.]*$/.test(target.value ?? '')) {
    return problem(target.span, l10n.t('A mount cannot take the place of `/`: it needs a `target` below it.'));
  }
  return !target?.value && !hasWorkdir(instruction)
    ? problem(place, l10n.t('`target` is missing, so this mount would take the place of `/`: the build fails.'))
    : undefined;
}

/** Whether a mount without a target has somewhere to go: the working folder. */
function hasWorkdir({ stage, index }: Instruction): boolean {
  const lineage = stage?.lineage ?? [];
  return lineage.some((one) => one.all('WORKDIR').some((workdir) => one !== stage || workdir.index < index));
}

function canonical(key: string): string {
  if (key === 'src') return 'source';
  return key === 'dst' || key === 'destination' ? 'target' : key;
}

function takes(type: string | undefined, key: string): boolean {
  return type === undefined || !isMountType(type) || mountOptions[type].some(({ name }) => name === key);
}

function misplaced({ key, span }: MountField, { type }: State, mount: Mount): Problem {
  if (takes(mount.type, key) && mount.type !== type) {
    return problem(span, l10n.t('`{key}` must stand behind `type={type}`.', { key, type: mount.type }));
  }
  return problem(span, l10n.t('`type={type}` has no option `{key}`: the build fails.', { key, type: type ?? '' }));
}

import { Command } from './shell.ts';

interface Wrapper {
  /** Flags that take the next word. */
  readonly values?: RegExp;
  /** How many words stand in front of the command: the user of `gosu`. */
  readonly operands?: number;
}

/** Programs that run the command in their arguments. */
const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: { values: /^(?:-[CDghpRrTtUu]|--(?:user|group|host|chdir))$/ },
  doas: { values: /^-[Cu]$/ },
  gosu: { operands: 1 },
  'su-exec': { operands: 1 },
  chroot: { operands: 1 },
  xargs: { values: /^-[adEILnPs]$/ },
  env: { values: /^-[uC]$/ },
  exec: { values: /^-a$/ },
  command: {},
  nohup: {},
  setsid: {},
  nice: { values: /^-n$/ },
  timeout: { values: /^-[ks]$/, operands: 1 },
  tini: { values: /^-[ep]$/ },
  'dumb-init': { values: /^-r$/ },
  eatmydata: {},
};

/** The command that another runs, where an offset is in it: `apt-get` of `sudo apt-get`, `rm` of `find -exec rm {} +`. */
export function innerCommand(command: Command, offset: number): Command | undefined {
  const [from, to] = command.program === 'find' ? behindExec(command, offset) : behindWrapper(command);
  const { node, instruction, args } = command;
  const first = node.args[from];
  const isName = first?.type === 'Word' && /^[\w./+-]+$/.test(args[from]?.text ?? '');
  if (!isName || from >= to || offset < (args[from]?.start ?? offset)) return undefined;
  const words = node.args.slice(from + 1, to);
  const end = words.at(-1)?.end ?? first.end;
  const inner = { ...node, pos: first.pos, end, name: first, prefix: [], suffix: words, args: words, redirects: [] };
  const base = command.name.start - (node.name?.pos ?? 0);
  const found = new Command(instruction, inner, first, base, command, command.index);
  return found.touches(offset) ? (innerCommand(found, offset) ?? found) : undefined;
}

function behindWrapper({ program, args }: Command): [number, number] {
  const wrapper = wrappers[program];
  let at = 0;
  while (at < args.length) {
    const text = args[at]?.text ?? '';
    if (text === '--') {
      at++;
      break;
    }
    if (!/^-.|^\w+=/.test(text)) break;
    at += wrapper?.values?.test(text) ? 2 : 1;
  }
  return [wrapper ? at + (wrapper.operands ?? 0) : args.length, args.length];
}

function behindExec({ args }: Command, offset: number): [number, number] {
  const from = args.findLastIndex(({ text, end }) => /^-(?:exec|ok)(?:dir)?$/.test(text) && end < offset) + 1;
  const end = args.findIndex(({ raw, text }, i) => i > from && (raw === '\\;' || text === ';' || text === '+'));
  return [from > 0 ? from : args.length, end < 0 ? args.length : end];
}

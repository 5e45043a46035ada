import { flagsNamed } from '../lint/flags.ts';
import { checkMount } from '../lint/mountchecks.ts';
import type { Rule } from '../lint/rule.ts';

const rule: Rule = {
  id: 'run-mount-invalid',
  category: 'correctness',
  severity: 'error',
  recommended: true,
  perInstruction: true,

  *check(file) {
    for (const { instruction, flag } of flagsNamed(file, 'RUN', 'mount')) {
      const mount = instruction.mounts.find((one) => one.flag === flag);
      if (mount && flag.value !== undefined) yield* checkMount(instruction, mount);
    }
  },
};

export default rule;

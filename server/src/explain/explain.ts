import type { Span } from '../dockerfile/source.ts';
import { type Token, tokenAt } from '../dockerfile/tokens.ts';
import { explainAssignment, explainCommand, explainCommandWord, explainExecWord, explainOperator } from './command.ts';
import { explainDirective } from './directive.ts';
import type { Explanation, Surroundings } from './explanation.ts';
import { explainFlag, explainMount } from './flag.ts';
import { explainImage } from './image.ts';
import { explainKeyword } from './instruction.ts';
import { explainStage } from './stage.ts';
import { explainSuppression } from './suppression.ts';
import {
  explainHealthType,
  explainPath,
  explainPort,
  explainShell,
  explainSignal,
  explainSmallThing,
  explainSource,
  explainUser,
} from './value.ts';
import { explainPair, explainVariable } from './variable.ts';

/** What stands at an offset, explained, with its place; undefined where there is nothing to say. */
export function explainAt(offset: number, around: Surroundings): { explanation: Explanation; span: Span } | undefined {
  const suppression = explainSuppression(offset, around);
  if (suppression) return suppression;
  const token = tokenAt(around.file, offset);
  const explanation = token && explainToken(token, around, offset);
  return token && explanation?.summary ? { explanation, span: token.span } : undefined;
}

function explainToken(token: Token, around: Surroundings, offset: number): Explanation | undefined {
  switch (token.kind) {
    case 'directive-name':
    case 'directive-value':
      return explainDirective(token, around, offset);
    case 'keyword':
      return explainKeyword(token, around);
    case 'flag':
    case 'flag-value':
      return explainFlag(token, around);
    case 'mount-option':
    case 'mount-value':
      return explainMount(token, around);
    case 'variable':
    case 'shell-variable':
      return explainVariable(token, around);
    case 'image-registry':
    case 'image-name':
    case 'image-tag':
    case 'image-digest':
      return explainImage(token, around);
    case 'stage-name':
    case 'stage-reference':
      return explainStage(token, around);
    case 'pair-key':
    case 'pair-value':
      return explainPair(token, around);
    case 'port':
      return explainPort(token, around);
    case 'signal':
      return explainSignal(token, around);
    case 'user':
      return explainUser(token, around);
    case 'shell':
      return explainShell(token, around);
    case 'path':
    case 'destination':
      return explainPath(token, around);
    case 'source':
      return explainSource(token, around);
    case 'as':
    case 'json':
    case 'heredoc':
    case 'continuation':
    case 'escape':
    case 'maintainer':
      return explainSmallThing(token, around);
    case 'health-type':
      return explainHealthType(token, around);
    case 'command':
      return explainCommand(token, around) ?? explainExecWord(token, around);
    case 'command-flag':
    case 'command-argument':
      return explainCommandWord(token, around) ?? explainExecWord(token, around);
    case 'assignment':
      return explainAssignment(token, around);
    case 'operator':
      return explainOperator(token, around);
  }
}

import * as l10n from '@vscode/l10n';
import type { Pair } from '../dockerfile/words.ts';
import type { Rule } from '../lint/rule.ts';

interface Options {
  /** BuildKit's conditions to the letter: the value and harmless second words are not looked at. */
  exact: boolean;
  /** Look for hadolint's words, also inside others, such as `DBPASSWORD`, and not at the value. */
  substrings: boolean;
}

const rule: Rule<Options> = {
  id: 'secret-in-arg-or-env-name',
  category: 'security',
  severity: 'warning',
  recommended: true,
  aliases: ['SecretsUsedInArgOrEnv', 'DL3064'],
  presets: {
    hadolint: { severity: 'warning', options: { substrings: true } },
    buildkit: { severity: 'warning', options: { exact: true } },
  },
  options: { exact: { type: 'boolean', default: false }, substrings: { type: 'boolean', default: false } },
  perInstruction: true,

  *check(file, { options }) {
    for (const keyword of ['ARG', 'ENV'] as const) {
      for (const instruction of file.all(keyword)) {
        // BuildKit looks at an ARG before FROM where a stage takes it over, and not into ONBUILD.
        if (options.exact && (!instruction.stage || instruction.outer)) continue;
        for (const pair of instruction.pairs) {
          // ENV takes quotes off its names, ARG does not.
          const name = keyword === 'ENV' ? pair.key.text.replace(/["']/g, '') : pair.key.text;
          if (!looksSecret(name, pair, options)) continue;
          yield {
            range: pair.key.range,
            message: l10n.t(
              '`{name}` looks like a secret: {keyword} values stay readable in the image history, for everyone who can pull the image.',
              {
                name,
                keyword,
              },
            ),
          };
        }
      }
    }
  },
};

export default rule;

/** The words that BuildKit takes for a secret, and those that take it back (BuildKit check SecretsUsedInArgOrEnv). */
const secret = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const harmless = /(?:_|^)(?:public|file|version)(?:_|$)/i;
/** Parts of names as hadolint has them, but not GOPRIVATE, which lists repositories; `KEY` and `AUTH` alone are none. */
const secretPart =
  /(?:access|api|client|deploy|encryption|signing|ssh)_?key|credential|passw(?:or)?d|(?<!^go)private|secret|token(?!izer)/i;
/** `TOKEN_URL`, `SECRET_NAME`: about a secret, but none. */
const metadata =
  /(?:_|^)(?:allow|dir|enabled|expire|expires|expiry|file|fingerprint|id|length|location|name|owner|path|pub|size|type|url|uri|username)(?:_|$)/i;

function looksSecret(name: string, pair: Pair, { exact, substrings }: Options): boolean {
  if (exact) return secret.test(name) && !harmless.test(name);
  if (substrings && name.toUpperCase() === 'AWS_ACCESS_KEY_ID') return true;
  if (!(substrings ? secretPart : secret).test(name)) return false;
  return !harmless.test(name) && !metadata.test(name) && (substrings || !isHarmless(name, pair));
}

/** An ENV that is empty, a path or a URL without a password in it, the fingerprint of a key. */
function isHarmless(name: string, pair: Pair): boolean {
  const value = pair.value?.text.replace(/^(["'])(.*)\1$/, '$2');
  if (value === undefined) return false;
  // The fingerprint of a public key.
  if (/(?:_|^)(?:gpg|pgp)(?:_|$)/i.test(name) && /^(?:0x)?[0-9a-f]{8,40}$/i.test(value)) return true;
  return (
    value === '' ||
    /^\/[\w./-]*$/.test(value) ||
    /^(?:[\w.-]+\/)+[\w-]+\.[a-z]{3,4}$/.test(value) ||
    /^https?:\/\/[^\s@]*$/.test(value) ||
    /^(?:true|false|yes|no|on|off|\d{1,3})$/i.test(value)
  );
}

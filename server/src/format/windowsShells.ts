/**
 * Where PowerShell and cmd read any number of blanks alike, told by quotes alone, for nothing parses these shells here:
 * whatever leaves a doubt counts as text.
 */

/** Whether blanks mean nothing at each of some places of a PowerShell script; the places are in order. */
export function freeInPowerShell(script: string, places: readonly number[]): boolean[] {
  if (/(?:^|[\s<])#|--%|@["']/.test(script)) return places.map(() => false);
  // `\"` is a quote of PowerShell's or a character, by how the command line is taken apart: both readings must agree.
  const plain = outsideQuotes(script, places, /["']/g);
  const escaped = outsideQuotes(script, places, /[\\`]["']|["']/g);
  return places.map((_, i) => plain[i] === true && escaped[i] === true);
}

/** Of cmd only that it skips blanks before a command: behind `&` and `|`. Elsewhere `echo` and `set` keep them. */
export function freeInCmd(script: string, places: readonly number[]): boolean[] {
  const outside = outsideQuotes(script, places, /"/g);
  return places.map(
    (place, i) => outside[i] === true && /(?<!\^)[&|][ \t]*$/.test(script.slice(Math.max(0, place - 200), place)),
  );
}

/** Whether each place is outside quotes; `quotes` finds what may open and close them, and what only looks like it. */
function outsideQuotes(script: string, places: readonly number[], quotes: RegExp): boolean[] {
  const found = [...script.matchAll(quotes)].filter(({ 0: text }) => text.length === 1);
  let open = '';
  let next = 0;
  return places.map((place) => {
    for (let quote = found[next]; quote && quote.index < place; quote = found[++next]) {
      if (open === '') open = quote[0];
      else if (open === quote[0]) open = '';
    }
    return open === '';
  });
}

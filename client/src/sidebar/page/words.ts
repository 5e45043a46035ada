/**
 * Code whose lines break between words, not inside `my-volume`, and rather not between an option and its value. The text stays the same.
 */
export function wordBoxes(text: string): (Node | string)[] {
  const boxes: (Node | string)[] = [];
  const pieces = text.split(/(\s+)/);
  for (let at = 0; at < pieces.length; at += 1) {
    const word = pieces[at] ?? '';
    const blank = pieces[at + 1];
    const next = pieces[at + 2];
    if (word.trim() === '') {
      boxes.push(word);
    } else if (/^--?[\w-]+$/.test(word) && blank === ' ' && next && /^[\w"'$./<]/.test(next)) {
      boxes.push(box(box(word), blank, wordBox(next)));
      at += 2;
    } else {
      boxes.push(wordBox(word));
    }
  }
  return boxes;
}

/** A long word may break after a comma or a colon: `type=volume,source=data,target=/data`. */
function wordBox(word: string): HTMLElement {
  return word.length > 16 ? box(...word.split(/(?<=[,:])/).map((part) => box(part))) : box(word);
}

function box(...content: (Node | string)[]): HTMLElement {
  const span = document.createElement('span');
  span.append(...content);
  span.className = (span.textContent?.length ?? 0) > 24 ? 'word long' : 'word';
  return span;
}

/** Waiting: for work, and for messages that are on their way. */

/** What is done in time; undefined where it takes longer. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** How often nothing new must have come: a message is read in each turn of the event loop. */
const quietTurns = 3;

/** Lets the messages in first that are here already. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < quietTurns; turn++) await nextTurn();
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}

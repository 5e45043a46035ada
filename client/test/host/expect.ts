/** Two assertions are enough here, and a web worker has no `node:assert`. */
export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

export function equal(actual: unknown, expected: unknown, message: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${message}: ${left} is not ${right}`);
}

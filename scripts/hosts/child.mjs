/** Child processes that are always ended: each leads a process group of its own, which is killed as a whole. */
import { spawn } from 'node:child_process';

const running = new Set();
/** Those in front of the user, in our own process group: asked to end, so that they end what they started. */
const shown = new Set();
const posix = process.platform !== 'win32';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    killAll();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}
process.on('exit', killAll);

function killAll() {
  for (const child of running) kill(child, 'SIGKILL');
  for (const child of shown) child.kill('SIGTERM');
}

function kill(child, signal) {
  try {
    if (posix) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended by itself.
  }
}

/**
 * Starts a process in the background and collects what it prints.
 * `stop()` asks it to end, insists after a while, and resolves when it has gone.
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: posix });
  running.add(child);
  let output = '';
  const collect = (chunk) => {
    output = (output + chunk).slice(-200_000);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise((resolve) => {
    const done = (code) => {
      kill(child, 'SIGKILL'); // Whatever it left behind in its group.
      running.delete(child);
      resolve(code ?? 1);
    };
    child.once('error', (error) => {
      collect(`${error}\n`);
      done(127);
    });
    child.once('exit', done);
  });
  return {
    exited,
    output: () => output,
    async stop(grace = 5000) {
      kill(child, 'SIGTERM');
      const insist = setTimeout(() => kill(child, 'SIGKILL'), grace);
      await exited;
      clearTimeout(insist);
    },
  };
}

/**
 * Runs a process to its end, without input; rejects with the end of its output unless it exits with 0.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function run(command, args, { timeout = 600_000, ...options } = {}) {
  const child = start(command, args, options);
  const timer = setTimeout(() => child.stop(), timeout);
  const code = await child.exited;
  clearTimeout(timer);
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${code}\n${child.output().slice(-4000)}`);
  return child.output();
}

/** Runs a process in front of the user, who sees what it prints as it prints it; resolves to its exit code. */
export function show(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
  shown.add(child);
  return new Promise((resolve) => {
    const done = (code) => {
      shown.delete(child);
      resolve(code ?? 1);
    };
    child.once('error', (error) => {
      console.error(String(error));
      done(127);
    });
    child.once('exit', done);
  });
}

/**
 * Waits until `probe` returns something truthy, without ever sleeping longer than a quarter of a second.
 * @template T
 * @param {() => T | Promise<T>} probe
 * @param {string} what
 * @param {{ timeout?: number, child?: ReturnType<typeof start> }} [options]
 * @returns {Promise<T>}
 */
export async function until(probe, what, { timeout = 60_000, child } = {}) {
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    const ended = child && (await Promise.race([child.exited, Promise.resolve(undefined)]));
    if (ended !== undefined)
      throw new Error(`${what}: the process ended with ${ended}\n${child.output().slice(-4000)}`);
    try {
      const value = await probe();
      if (value) return value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const reason = last ? `: ${last.message}` : '';
      throw new Error(`${what}: nothing within ${timeout / 1000} s${reason}\n${child?.output().slice(-4000) ?? ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Whether something answers at this address. */
export async function answers(url, timeout = 5000) {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeout) });
  await response.arrayBuffer();
  return response.ok;
}

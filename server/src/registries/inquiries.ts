/** Says that an answer is not needed any more; LSP's cancellation tokens are such. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): { dispose(): void };
}

/** How long things may take and are kept, in milliseconds. */
export interface Limits {
  /** For everything that one answer takes. */
  readonly timeout: number;
  /** For the one who asked; what comes later is kept for the next time. */
  readonly patience: number;
  readonly fresh: number;
  readonly freshFailure: number;
}

const mostKept = 200;

/** A question that was asked. */
interface Asked<T> {
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  until: number;
  isDone: boolean;
  waiting: number;
}

/** Questions to others, each asked once at a time; answers are kept, and whatever goes wrong is the answer `nothing`. */
export class Inquiries<T> {
  readonly #limits: Limits;
  readonly #nothing: T;
  readonly #asked = new Map<string, Asked<T>>();

  constructor(limits: Limits, nothing: T) {
    this.#limits = limits;
    this.#nothing = nothing;
  }

  /** The answer; undefined where it is not there in time or not wanted any more. */
  async ask(
    key: string,
    question: (signal: AbortSignal) => Promise<T>,
    cancellation?: Cancellation,
    patience = this.#limits.patience,
  ): Promise<T | undefined> {
    if (cancellation?.isCancellationRequested) return undefined;
    const asked = this.#fresh(key) ?? this.#begin(key, question);
    asked.waiting++;
    return this.#wait(asked, () => this.#leave(key, asked), patience, cancellation);
  }

  #fresh(key: string): Asked<T> | undefined {
    const asked = this.#asked.get(key);
    return asked && (!asked.isDone || asked.until > Date.now()) ? asked : undefined;
  }

  #begin(key: string, question: (signal: AbortSignal) => Promise<T>): Asked<T> {
    const { timeout, fresh, freshFailure } = this.#limits;
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), timeout);
    const finish = (answer: T, keep: number): T => {
      clearTimeout(timer);
      asked.isDone = true;
      asked.until = Date.now() + keep;
      return answer;
    };
    const answer = question(controller.signal).then(
      (found) => finish(found, fresh),
      () => finish(this.#nothing, freshFailure),
    );
    const asked: Asked<T> = { answer, controller, until: 0, isDone: false, waiting: 0 };
    if (this.#asked.size >= mostKept) this.#asked.clear();
    this.#asked.set(key, asked);
    return asked;
  }

  #wait(asked: Asked<T>, leave: () => void, patience: number, cancellation?: Cancellation): Promise<T | undefined> {
    return new Promise((resolve) => {
      const end = (answer: T | undefined): void => {
        clearTimeout(timer);
        listening?.dispose();
        resolve(answer);
      };
      const timer = setTimeout(() => end(undefined), patience);
      const listening = cancellation?.onCancellationRequested(() => {
        leave();
        end(undefined);
      });
      void asked.answer.then(end);
    });
  }

  /** Nobody wants it any more: the request is broken off. */
  #leave(key: string, asked: Asked<T>): void {
    if (--asked.waiting > 0 || asked.isDone) return;
    asked.controller.abort();
    if (this.#asked.get(key) === asked) this.#asked.delete(key);
  }
}

import type { Dockerfile } from './dockerfile.ts';
import type { Keyword } from './grammar.ts';
import { type ImageParts, readImage } from './image.ts';
import type { Instruction } from './instruction.ts';
import type { Word } from './source.ts';

/** A build stage: from its FROM to the next. */
export class Stage {
  readonly file: Dockerfile;
  readonly index: number;
  readonly from: Instruction;
  readonly instructions: Instruction[] = [];
  #image: ImageParts | undefined;
  #imageText: { text: string | undefined } | undefined;
  #base: { stage: Stage | undefined } | undefined;
  #lineage: readonly Stage[] | undefined;
  #root: Stage | undefined;

  constructor(file: Dockerfile, index: number, from: Instruction) {
    this.file = file;
    this.index = index;
    this.from = from;
  }

  /** The word behind AS. */
  get name(): Word | undefined {
    const { args } = this.from;
    return args[1]?.text.toUpperCase() === 'AS' ? args[2] : undefined;
  }

  /** The image word of FROM, as written. */
  get imageWord(): Word | undefined {
    return this.from.args[0];
  }

  get image(): ImageParts | undefined {
    if (!this.#image && this.imageWord) this.#image = readImage(this.imageWord);
    return this.#image;
  }

  /** The image or stage with variables resolved by their defaults; undefined where a value is unknown. */
  get imageText(): string | undefined {
    this.#imageText ??= { text: this.imageWord && this.file.expand(this.imageWord.text, this.from) };
    return this.#imageText.text;
  }

  /** The earlier stage that this one builds on. */
  get base(): Stage | undefined {
    if (!this.#base) {
      const text = this.imageText;
      this.#base = { stage: text === undefined ? undefined : this.file.stageNamed(text, this.index) };
    }
    return this.#base.stage;
  }

  /** Whether the image is one of Windows, as far as its name tells: its default shell is `cmd`. */
  get isWindows(): boolean {
    const { root } = this;
    if (/^windows\b/i.test(root.from.flag('platform')?.value ?? '')) return true;
    const image = root.imageText ?? root.imageWord?.text ?? '';
    return /(?:^|[/-])(?:windows|(?:windows)?servercore|nanoserver|dotnet\/framework|winamd64)(?:[/:-]|$)|:[\w.-]*(?:servercore|nanoserver)/.test(
      image,
    );
  }

  /** Whether the image is a distribution of Linux, as far as its name tells. */
  get isLinux(): boolean {
    const image = this.root.imageText ?? '';
    return /^(?:[\w.:/-]+\/)?(?:a(?:lma|mazon|rch)linux|alpine|busybox|centos|debian|fedora|(?:rocky|oracle)linux|ubuntu)(?:[:@]|$)/.test(
      image,
    );
  }

  get isScratch(): boolean {
    return this.imageText === 'scratch';
  }

  /** This stage and those it builds on, nearest first. Kept where it is short: thousands of stages in a chain have millions. */
  get lineage(): readonly Stage[] {
    if (this.#lineage) return this.#lineage;
    const lineage: Stage[] = [];
    for (let one: Stage | undefined = this; one; one = one.base) lineage.push(one);
    if (lineage.length <= 50) this.#lineage = lineage;
    return lineage;
  }

  /** Whether a stage is this one, or one that this one builds on. */
  descendsFrom(stage: Stage): boolean {
    let one: Stage | undefined = this;
    while (one && one.index > stage.index) one = one.base;
    return one === stage;
  }

  /** The stage that this one builds on in the end. */
  get root(): Stage {
    if (!this.#root) {
      let root: Stage = this;
      while (!root.#root && root.base) root = root.base;
      this.#root = root.#root ?? root;
    }
    return this.#root;
  }

  /** Every instruction of a keyword, ONBUILD's triggers left out. */
  all(...keywords: Keyword[]): Instruction[] {
    return this.instructions.filter((instruction) => instruction.isAmong(keywords));
  }

  /** The last instruction of a keyword: the one that takes effect for CMD, ENTRYPOINT, HEALTHCHECK, USER. */
  last(...keywords: Keyword[]): Instruction | undefined {
    return this.instructions.findLast((instruction) => instruction.isAmong(keywords));
  }
}

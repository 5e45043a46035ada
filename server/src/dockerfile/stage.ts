import type { Dockerfile } from './dockerfile.ts';
import type { Keyword } from './grammar.ts';
import { type ImageParts, readImage } from './image.ts';
import type { Instruction } from './instruction.ts';
import type { Word } from './source.ts';

/** Distributions, and images of Docker Hub that are not made for Windows too, as golang and python are. */
const linuxNames =
  /(?:^|\/)(?:(?:alma|amazon|arch|azure|oracle|rocky)linux|alpine|amazoncorretto|buildpack-deps|busybox|centos|composer|debian|fedora|httpd|leap|mariadb|mysql|nginx|node|perl|php|postgres|redis|ruby|rust|tumbleweed|ubi\d*(?:-\w+)?|ubuntu)(?:[:@]|$)/;
const linuxTags =
  /:(?:[\w.-]*-)?(?:alpine|bookworm|bullseye|buster|focal|jammy|noble|slim|stretch|trixie)(?:[\d.@-]|$)/;

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

  /** Whether the image is there for Linux only, as far as its name or tag tells. */
  get isLinux(): boolean {
    const image = this.root.imageText ?? '';
    return linuxNames.test(image) || linuxTags.test(image);
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

  /** What the ONBUILDs of the stage below run before this stage's own instructions. */
  get triggers(): readonly Instruction[] {
    if (this.file.all('ONBUILD').length === 0) return [];
    return this.base?.all('ONBUILD').flatMap(({ trigger }) => trigger ?? []) ?? [];
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

import type { PART, Turn } from './turns.ts';

/**
 * What says that two samples belong together, strongest first. `part`: one lies within the other, as `workers/alignment` found
 * of pairs that embeddings brought together.
 */
export const LINK_SOURCES = ['exact', 'pixel', 'hash', 'part'] as const;
export type LinkSource = (typeof LINK_SOURCES)[number];

export interface Link {
  readonly a: number;
  readonly b: number;
  /** In [0, 1]: 0 = the same. */
  readonly distance: number;
  /** How a is turned to match b. */
  readonly turn: Turn | typeof PART;
  readonly source: LinkSource;
}

/** Links between rows, in columns. */
export class LinkList {
  #a = new Uint32Array(1024);
  #b = new Uint32Array(1024);
  #distances = new Float32Array(1024);
  #turns = new Uint8Array(1024);
  #sources = new Uint8Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add({ a, b, distance, turn, source }: Link): void {
    const at = this.#count;
    if (at === this.#a.length) this.#grow();
    this.#a[at] = a;
    this.#b[at] = b;
    this.#distances[at] = distance;
    this.#turns[at] = turn;
    this.#sources[at] = LINK_SOURCES.indexOf(source);
    this.#count = at + 1;
  }

  at(index: number): Link {
    return {
      a: this.#a[index] as number,
      b: this.#b[index] as number,
      distance: this.#distances[index] as number,
      turn: this.#turns[index] as Turn | typeof PART,
      source: LINK_SOURCES[this.#sources[index] as number] ?? 'hash',
    };
  }

  /** Indices by distance, then by rows, then by turn: upright first. */
  strongestFirst(): Uint32Array {
    const order = Uint32Array.from({ length: this.#count }, (_, index) => index);
    return order.sort((left, right) => this.#compare(left, right));
  }

  #compare(left: number, right: number): number {
    const of = (values: Uint32Array | Float32Array | Uint8Array): number => (values[left] as number) - (values[right] as number);
    return of(this.#distances) || of(this.#a) || of(this.#b) || of(this.#turns);
  }

  #grow(): void {
    const capacity = this.#a.length * 2;
    this.#a = widened(this.#a, new Uint32Array(capacity));
    this.#b = widened(this.#b, new Uint32Array(capacity));
    this.#distances = widened(this.#distances, new Float32Array(capacity));
    this.#turns = widened(this.#turns, new Uint8Array(capacity));
    this.#sources = widened(this.#sources, new Uint8Array(capacity));
  }
}

function widened<T extends Uint32Array | Float32Array | Uint8Array>(values: T, wider: T): T {
  wider.set(values);
  return wider;
}

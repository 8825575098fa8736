const MOST_REMEMBERED = 20_000;

/** Measures words of one font, each once. */
export class TextWidths {
  readonly #widths = new Map<string, number>();
  readonly #context: CanvasRenderingContext2D;
  readonly #font: string;

  constructor(context: CanvasRenderingContext2D, font: string) {
    this.#context = context;
    this.#font = font;
  }

  /** CSS pixels. */
  of(text: string): number {
    const known = this.#widths.get(text);
    if (known !== undefined) return known;
    if (this.#widths.size >= MOST_REMEMBERED) this.#widths.clear();
    this.#context.font = this.#font;
    const { width } = this.#context.measureText(text);
    this.#widths.set(text, width);
    return width;
  }

  /** The text, cut off with an ellipsis where it is wider. */
  fitted(text: string, most: number): string {
    if (this.of(text) <= most) return text;
    let [shortest, longest] = [0, text.length];
    while (shortest < longest) {
      const middle = (shortest + longest + 1) >> 1;
      if (this.of(`${text.slice(0, middle)}…`) <= most) shortest = middle;
      else longest = middle - 1;
    }
    return `${text.slice(0, shortest)}…`;
  }
}

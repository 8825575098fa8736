import { composedTurn, inverseTurn, type Turn, UPRIGHT } from './turns.ts';

/** What was said to be no duplicate: per row the decisions it was in, and whether it stands alone in them. */
export type Apart = ReadonlyMap<number, ReadonlyMap<number, boolean>>;

/** Whether two groups that are more than a few may be one: their roots, and how the first is turned to match the second. */
export type IsAlike = (rootA: number, rootB: number, turn: Turn) => boolean;

/** Groups of so many pictures grow by any link; in larger ones a chain of small steps could lead anywhere. */
const FEW = 4;

/** Groups as trees (union-find). Knows how each member is turned against its root, and keeps apart what was said to be. */
export class Forest {
  readonly #parents: Uint32Array;
  /** How the parent is turned to match the row. */
  readonly #turns: Uint8Array;
  /** Links that hold the group of a root together, apart from those between same pixels. */
  readonly #links: Uint32Array;
  readonly #apart: Map<number, Map<number, boolean>>;

  constructor(count: number, apart: Apart) {
    this.#parents = Uint32Array.from({ length: count }, (_, row) => row);
    this.#turns = new Uint8Array(count);
    this.#links = new Uint32Array(count);
    this.#apart = new Map([...apart].map(([row, decisions]) => [row, new Map(decisions)]));
  }

  root(row: number): number {
    let turn = UPRIGHT;
    let root = row;
    while (this.#parents[root] !== root) {
      turn = composedTurn(this.#turns[root] as Turn, turn);
      root = this.#parents[root] as number;
    }
    this.#shorten(row, root, turn);
    return root;
  }

  /** Makes one group of those of two rows with the same pixels. @returns false where they are one already, or must stay apart */
  joinSame(a: number, b: number): boolean {
    const [rootA, rootB] = [this.root(a), this.root(b)];
    if (rootA === rootB || this.#mustStayApart(rootA, rootB)) return false;
    const [root, other] = rootA < rootB ? [rootA, rootB] : [rootB, rootA];
    this.#hang(other, root, UPRIGHT);
    return true;
  }

  /**
   * Makes one group of those of two rows that are alike.
   * @param turn how a is turned to match b
   * @returns false where they are one already, or must stay apart
   */
  joinAlike(a: number, b: number, turn: Turn, isAlike: IsAlike): boolean {
    const [rootA, rootB] = [this.root(a), this.root(b)];
    if (rootA === rootB || this.#mustStayApart(rootA, rootB)) return false;
    const between = composedTurn(composedTurn(this.#turnFromRoot(a), turn), inverseTurn(this.#turnFromRoot(b)));
    const links = (this.#links[rootA] as number) + (this.#links[rootB] as number) + 1;
    if (links >= FEW && !isAlike(rootA, rootB, between)) return false;
    // The larger group's root stands for it: of equal ones the one first known.
    const lead = (this.#links[rootA] as number) - (this.#links[rootB] as number) || rootB - rootA;
    if (lead > 0) this.#hang(rootB, rootA, between);
    else this.#hang(rootA, rootB, inverseTurn(between));
    this.#links[this.root(a)] = links;
    return true;
  }

  /** Of a row whose path has just been shortened. */
  #turnFromRoot(row: number): Turn {
    return this.#turns[row] as Turn;
  }

  #shorten(row: number, root: number, turnFromRoot: Turn): void {
    let turn = turnFromRoot;
    let at = row;
    while (at !== root) {
      const parent = this.#parents[at] as number;
      // The parent's turn from the root is this row's without the step between them.
      const parentTurn = composedTurn(turn, inverseTurn(this.#turns[at] as Turn));
      this.#parents[at] = root;
      this.#turns[at] = turn;
      at = parent;
      turn = parentTurn;
    }
  }

  #hang(root: number, newRoot: number, turn: Turn): void {
    this.#parents[root] = newRoot;
    this.#turns[root] = turn;
    const [moved, kept] = [this.#apart.get(root), this.#apart.get(newRoot)];
    if (moved === undefined) return;
    if (kept === undefined) this.#apart.set(newRoot, moved);
    else for (const [decision, isSingle] of moved) kept.set(decision, isSingle || kept.get(decision) === true);
  }

  #mustStayApart(rootA: number, rootB: number): boolean {
    const [a, b] = [this.#apart.get(rootA), this.#apart.get(rootB)];
    if (a === undefined || b === undefined) return false;
    for (const [decision, isSingle] of a) {
      const other = b.get(decision);
      if (other !== undefined && (isSingle || other)) return true;
    }
    return false;
  }
}

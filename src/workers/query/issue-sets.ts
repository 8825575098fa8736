import { type Cuts, ISSUE_KINDS, type IssueKind, isScoreKind } from '../../shared/issue.ts';
import { type Bits, noBits, subtract, unite } from './bits.ts';
import type { BoxIssueFinder } from './box-issue-finder.ts';
import type { ColumnStore } from './column-store.ts';
import type { DerivedScores } from './derived-scores.ts';
import { DuplicateGroups } from './duplicate-groups.ts';
import type { Finding, IssueSources } from './issue-finding.ts';
import { ruleOf } from './issue-rules.ts';
import type { LabelIssueFinder } from './label-issues.ts';
import { Remembered } from './remembered.ts';
import type { Checkpoint } from './turns.ts';

/** Which rows have which issue: found when asked for, remembered until a column it is made of, or its cut, changes. */
export class IssueSets {
  readonly #store: ColumnStore;
  readonly #derived: DerivedScores;
  readonly duplicates: DuplicateGroups;
  readonly #labels: LabelIssueFinder;
  readonly #boxes: BoxIssueFinder;
  readonly #findings = new Map<IssueKind, Remembered<Finding>>();
  readonly #rows = new Map<IssueKind, Remembered<Bits>>();
  #flagged: { readonly sets: readonly Bits[]; readonly any: Bits } | null = null;
  #cuts: Cuts;

  constructor({ store, derived, labels, boxes }: Pick<IssueSources, 'store' | 'derived' | 'labels' | 'boxes'>, cuts: Cuts) {
    this.#store = store;
    this.#derived = derived;
    this.#labels = labels;
    this.#boxes = boxes;
    this.duplicates = new DuplicateGroups(store);
    this.#cuts = cuts;
    for (const kind of ISSUE_KINDS) {
      this.#findings.set(kind, new Remembered());
      this.#rows.set(kind, new Remembered());
    }
  }

  setCuts(cuts: Cuts): void {
    this.#cuts = cuts;
  }

  /** What was found of a kind, whatever the user said of it. */
  async finding(kind: IssueKind, checkpoint: Checkpoint): Promise<Finding> {
    const rule = ruleOf(kind);
    return this.#of(this.#findings, kind).of(await this.#version(kind, checkpoint), async () => {
      await checkpoint();
      return rule.find(this.#sources, checkpoint);
    });
  }

  get #sources(): IssueSources {
    return {
      store: this.#store,
      derived: this.#derived,
      duplicates: this.duplicates,
      labels: this.#labels,
      boxes: this.#boxes,
      cuts: this.#cuts,
    };
  }

  /** Rows with an issue, without those that the user said have none. To be read only. */
  async rows(kind: IssueKind, checkpoint: Checkpoint): Promise<Bits> {
    const finding = await this.finding(kind, checkpoint);
    const version = `${await this.#version(kind, checkpoint)} ${await this.#store.versionRead(['kept'], checkpoint)}`;
    return this.#of(this.#rows, kind).of(version, async () => {
      const kept = this.#store.kept.sets.get(kind);
      if (kept === undefined) return finding.rows;
      const rows = finding.rows.slice();
      subtract(rows, kept);
      return rows;
    });
  }

  /** Rows with any issue. To be read only. */
  async flagged(checkpoint: Checkpoint): Promise<Bits> {
    const sets: Bits[] = [];
    for (const kind of ISSUE_KINDS) sets.push(await this.rows(kind, checkpoint));
    const before = this.#flagged;
    if (before !== null && sets.every((set, k) => set === before.sets[k])) return before.any;
    const any = noBits(this.#store.size);
    for (const set of sets) unite(any, set);
    this.#flagged = { sets, any };
    return any;
  }

  async #version(kind: IssueKind, checkpoint: Checkpoint): Promise<string> {
    const { columns, version } = ruleOf(kind);
    const read = await this.#store.versionRead(columns, checkpoint);
    const more = version === undefined ? '' : await version(this.#sources, checkpoint);
    return `${read} ${this.#cutOf(kind)} ${more}`;
  }

  /** What of the cut a finding holds for. */
  #cutOf(kind: IssueKind): number | string {
    if (!isScoreKind(kind)) return '';
    return this.#cuts[kind] ?? (kind === 'outlier' ? (this.#store.reader.outlierCut() ?? 'none') : 'default');
  }

  #of<T>(all: ReadonlyMap<IssueKind, Remembered<T>>, kind: IssueKind): Remembered<T> {
    const remembered = all.get(kind);
    if (remembered === undefined) throw new Error(`There is no issue "${kind}".`);
    return remembered;
  }
}

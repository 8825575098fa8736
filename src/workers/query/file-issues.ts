import type { SampleStatus } from '../../shared/sample.ts';
import { bitsWhere } from './bits.ts';
import type { ColumnStore } from './column-store.ts';
import type { Finding, IssueRule } from './issue-finding.ts';

/** Formats whose further images are frames or pages; those of an ICO are sizes of one. */
const FRAMED_FORMATS = ['gif', 'webp', 'avif', 'png', 'tiff'] as const;

export const CORRUPT: IssueRule = {
  kind: 'corrupt',
  columns: ['status', 'intact'],
  find: async ({ store }) => {
    const intact = store.numbers('intact');
    return found(store, withStatus(store, 'corrupt'), (row) => intact[row] || 0);
  },
};

export const UNSUPPORTED: IssueRule = {
  kind: 'unsupported',
  columns: ['status'],
  find: async ({ store }) => found(store, withStatus(store, 'unsupported'), () => 0),
};

export const WRONG_EXTENSION: IssueRule = {
  kind: 'wrong-extension',
  columns: ['wrongExtension'],
  find: async ({ store }) => {
    const isWrong = store.numbers('wrongExtension');
    return found(
      store,
      (row) => isWrong[row] === 1,
      () => 0,
    );
  },
};

export const ORIENTATION_FLAG: IssueRule = {
  kind: 'orientation-flag',
  columns: ['orientation', 'status'],
  find: async ({ store }) => {
    const orientation = store.numbers('orientation');
    const isMissing = withStatus(store, 'missing');
    return found(
      store,
      (row) => (orientation[row] ?? 1) > 1 && !isMissing(row),
      () => 0,
    );
  },
};

/** The more frames, the worse: each but the first goes unseen. */
export const ANIMATED: IssueRule = {
  kind: 'animated',
  columns: ['frames', 'format', 'status'],
  find: async ({ store }) => {
    const frames = store.numbers('frames');
    const { format } = store.texts;
    const framed = new Set<number | null>(FRAMED_FORMATS.map((name) => format.codeOf(name)));
    const isMissing = withStatus(store, 'missing');
    const isAnimated = (row: number): boolean => (frames[row] ?? 1) > 1 && framed.has(format.values[row] ?? 0);
    return found(
      store,
      (row) => isAnimated(row) && !isMissing(row),
      (row) => 1 / (frames[row] ?? 1),
    );
  },
};

export const PRIVATE_METADATA: IssueRule = {
  kind: 'private-metadata',
  columns: ['private'],
  find: async ({ store }) => {
    const severities = store.numbers('private');
    return found(
      store,
      (row) => (severities[row] ?? Number.NaN) >= 0,
      (row) => severities[row] ?? 0,
    );
  },
};

/** Whether a row has a status. */
export function withStatus({ texts }: ColumnStore, status: SampleStatus): (row: number) => boolean {
  const code = texts.status.codeOf(status);
  const codes = texts.status.values;
  return code === null ? () => false : (row) => codes[row] === code;
}

function found(store: ColumnStore, has: (row: number) => boolean, severity: (row: number) => number): Finding {
  return { rows: bitsWhere(store.size, has), severity, cut: null, defaultCut: null, groups: null };
}

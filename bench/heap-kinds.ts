import type { CDPSession } from 'playwright-core';

/** Of a page's JavaScript heap, MB. */
export interface HeapKinds {
  /** What the engine compiled from the page's script: more of it as functions become hot. */
  readonly codeMb: number;
  /** Objects, arrays, strings, closures: what the page itself holds. */
  readonly dataMb: number;
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] };
  };
  readonly nodes: readonly number[];
}

const DATA: ReadonlySet<string> = new Set([
  ...['object', 'array', 'closure', 'regexp', 'number', 'bigint', 'symbol', 'object shape'],
  ...['string', 'concatenated string', 'sliced string'],
]);

/** By a heap snapshot, which collects garbage first. See V8's "heap snapshot" format. */
export async function heapKinds(cdp: CDPSession): Promise<HeapKinds> {
  const chunks: string[] = [];
  const onChunk = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', onChunk);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', onChunk);
  const { snapshot, nodes } = JSON.parse(chunks.join('')) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let [code, data] = [0, 0];
  for (let node = 0; node < nodes.length; node += fields.length) {
    const name = types[0][nodes[node + type] ?? -1] ?? '';
    if (name === 'code') code += nodes[node + size] ?? 0;
    else if (DATA.has(name)) data += nodes[node + size] ?? 0;
  }
  return { codeMb: inMb(code), dataMb: inMb(data) };
}

const inMb = (bytes: number): number => Math.round(bytes / 1e4) / 100;

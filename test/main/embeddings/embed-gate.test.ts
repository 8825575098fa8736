import { expect, test } from 'vitest';
import { createGate } from '../../../src/main/embeddings/embed-gate.ts';

/** Work that ends when it is told to, and tells when it begins. */
function createWork(begun: string[]) {
  const ends = new Map<string, () => void>();
  return {
    start: (name: string) => (): Promise<string> => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, () => resolve(name)));
    },
    end: (name: string): void => ends.get(name)?.(),
  };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('what is to be alone waits for all that runs, and all that comes later waits for it', async () => {
  const begun: string[] = [];
  const { start, end } = createWork(begun);
  const gate = createGate();
  const first = [gate.shared(start('a')), gate.shared(start('b'))];
  const alone = [gate.alone(start('x')), gate.alone(start('y'))];
  const later = gate.shared(start('c'));
  end('a');
  await turn();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  expect(await Promise.all(first)).toEqual(['a', 'b']);
  await turn();
  expect(begun).toEqual(['a', 'b', 'x']);
  end('x');
  await turn();
  end('y');
  expect(await Promise.all(alone)).toEqual(['x', 'y']);
  await turn();
  expect(begun).toEqual(['a', 'b', 'x', 'y', 'c']);
  end('c');
  expect(await later).toBe('c');
});

test('goes on after work that failed', async () => {
  const gate = createGate();
  const fail = async (): Promise<never> => {
    throw new Error('it failed');
  };
  await expect(gate.shared(fail)).rejects.toThrow('it failed');
  await expect(gate.alone(fail)).rejects.toThrow('it failed');
  expect(await gate.shared(async () => 1)).toBe(1);
  expect(await gate.alone(async () => 2)).toBe(2);
});

import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { moduleUrl } from '../../fixtures/as-other-user.ts';

const MB = 2 ** 20;

it('is that of the process itself, however large the one is that started it', () => {
  const held = Buffer.alloc(300 * MB, 1);
  const script = `
    const { peakMemory } = await import(${JSON.stringify(moduleUrl('src/main/log/peak-memory.ts'))});
    const before = peakMemory();
    const held = Buffer.alloc(${100 * MB}, 1);
    console.log(JSON.stringify([before, peakMemory() - before, held.length]));`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  const [before, more] = JSON.parse(printed) as [number, number];
  expect(before).toBeLessThan(held.length / 2);
  expect(more).toBeGreaterThan(90 * MB);
});

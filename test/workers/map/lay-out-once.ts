/** Lays out a made-up space in a process of its own and prints the SHA-256 of the points. */
import { createHash } from 'node:crypto';
import { layOut } from '../../../src/workers/map/layout.ts';
import { exactGraph, madeUpSpace } from './made-up-space.ts';

const start = madeUpSpace(400);
const graph = exactGraph(start, 15);
const steps = layOut({ graph, start, engine: 'winnow', seed: 4, minDistance: 0.1, epochs: 100, negativeRate: 5 });
let step = steps.next();
while (step.done !== true) step = steps.next();
process.stdout.write(createHash('sha256').update(step.value.points).digest('hex'));

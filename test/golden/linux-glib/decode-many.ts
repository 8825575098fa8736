/** Child of linux-glib.test.ts: decodes one file over and over; prints how much memory that cost. Arguments: file, times. */
import { DEFAULT_LIMITS } from '../../../src/workers/decode/calls.ts';
import { decodeFile } from '../../../src/workers/decode/decode-file.ts';

const [file = '', times = '1'] = process.argv.slice(2);
const input = { path: Buffer.from(file), limits: DEFAULT_LIMITS };
const rssMb = (): number => Math.round(process.memoryUsage.rss() / 1e6);

const { status } = await decodeFile(input);
const before = rssMb();
for (let time = 1; time < Number(times); time++) {
  const output = await decodeFile(input);
  if (output.status !== 'ok') throw new Error(`decode ${time}: ${output.status}, ${output.reason}`);
}
console.log(JSON.stringify({ status, beforeMb: before, afterMb: rssMb() }));

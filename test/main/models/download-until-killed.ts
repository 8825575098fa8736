import { downloadFile } from '../../../src/main/models/download.ts';

/** Started as a process of its own: downloads `argv[2]`, a RemoteFile as JSON, to `argv[3]`, and says each kilobyte it has. */
const [, , file = '', destination = ''] = process.argv;
await downloadFile(JSON.parse(file), destination, {
  signal: new AbortController().signal,
  onProgress: (done) => process.stdout.write(`${done}\n`),
});

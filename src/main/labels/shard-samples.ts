import type { LabelSink } from './label-sink.ts';
import { combineWords, type MemberKind, type MemberWords, memberName, parseMember } from './member-words.ts';

/** Members of one key that were met. */
interface Sample {
  readonly pictures: string[];
  /** By the path of who says them. Told ones are forgotten. */
  readonly words: Map<string, MemberWords>;
}

interface ShardOf {
  /** Of the tar, relative to the dataset. */
  readonly shard: string;
  readonly split: string | null;
  /** Classes by number. */
  readonly names: readonly string[];
  readonly sink: LabelSink;
}

/**
 * Puts the members of a tar together to samples and tells the sink of each as soon as another begins: members of a sample lie next
 * to each other. Those that do not are told once they are met, at the end at last.
 */
export function createShardSamples({ shard, split, names, sink }: ShardOf) {
  const samples = new Map<string, Sample>();
  let last = '';

  async function sampleOf(path: string): Promise<Sample> {
    const { key } = memberName(path);
    if (key !== last) await tell(samples.get(last));
    last = key;
    const sample = samples.get(key) ?? { pictures: [], words: new Map<string, MemberWords>() };
    samples.set(key, sample);
    return sample;
  }

  async function tell(sample: Sample | undefined): Promise<void> {
    if (sample === undefined || sample.pictures.length === 0 || sample.words.size === 0) return;
    const wordsOf = wordsByPicture(sample);
    for (const picture of sample.pictures) {
      const path = `${shard}/${picture}`;
      const said = combineWords(wordsOf(picture), names);
      // The name of the tar says it of all.
      await sink.image({ paths: [path], size: null, isLookedAt: false, ...said, split: split ?? said.split });
    }
    sample.words.clear();
  }

  return {
    async picture(path: string): Promise<void> {
      (await sampleOf(path)).pictures.push(path);
    },
    async label(path: string, kind: MemberKind, bytes: Uint8Array): Promise<void> {
      const said = parseMember(kind, bytes);
      if (typeof said === 'string') sink.problem('bad-file', `${shard}/${path}: ${said}`);
      else (await sampleOf(path)).words.set(path, said);
    },
    /** Tells what is left, and of labels without a picture. */
    async end(): Promise<void> {
      for (const sample of samples.values()) {
        await tell(sample);
        for (const path of sample.words.keys()) sink.problem('unmatched-path', `${shard}/${path}`);
      }
    },
  };
}

/** A picture's words are those of its own name first (`1.a.cls` of `1.a.jpg`), then those that are of all pictures of the sample. */
function wordsByPicture({ pictures, words }: Sample): (picture: string) => readonly MemberWords[] {
  const stems = new Set(pictures.map((path) => memberName(path).stem));
  const own = Map.groupBy(words.entries(), ([path]) => memberName(path).stem);
  const shared = [...words].filter(([path]) => {
    const { key, stem } = memberName(path);
    return stem === key || !stems.has(stem);
  });
  return (picture) => {
    const { key, stem } = memberName(picture);
    const all = stem === key ? shared : [...(own.get(stem) ?? []), ...shared];
    return all.map(([, said]) => said);
  };
}

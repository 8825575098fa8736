import { WinnowError } from '../../shared/errors.ts';

/** A memory; one that threads share can be sent to another. */
export interface WasmMemory<B extends ArrayBuffer | SharedArrayBuffer = ArrayBuffer> {
  readonly buffer: B;
}
/** What the kernels export: numbers in, a number or nothing out. */
export type KernelFunction = (...values: readonly number[]) => number;

interface MemorySize {
  readonly initial: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}
/** Of every platform that Winnow runs on; TypeScript knows it only together with the DOM. */
declare const WebAssembly: {
  readonly Memory: new (size: MemorySize) => WasmMemory<ArrayBuffer & SharedArrayBuffer>;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, KernelFunction>> };
  readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
};

const PAGE_BYTES = 65536;
export const pagesFor = (bytes: number): number => Math.ceil(bytes / PAGE_BYTES);

export function createMemory(bytes: number): WasmMemory {
  return new WebAssembly.Memory({ initial: pagesFor(bytes) });
}

/** Of a fixed size. */
export function createSharedMemory(bytes: number): WasmMemory<SharedArrayBuffer> {
  const pages = pagesFor(bytes);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** Whether this platform knows all instructions of a module. */
export function isKnownModule(bytes: Uint8Array<ArrayBuffer>): boolean {
  return WebAssembly.validate(bytes);
}

/** @returns the functions of a module by name @throws {WinnowError} internal, where one is not in it */
export function instantiate<N extends string>(
  bytes: Uint8Array<ArrayBuffer>,
  memory: WasmMemory<ArrayBuffer | SharedArrayBuffer>,
  names: readonly N[],
): Readonly<Record<N, KernelFunction>> {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { from: { memory } });
  const found = names.map((name) => {
    const run = exports[name];
    if (run === undefined) throw new WinnowError('internal', `The kernel has no function "${name}".`);
    return [name, run] as const;
  });
  return Object.fromEntries(found) as Record<N, KernelFunction>;
}

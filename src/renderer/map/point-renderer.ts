import type { Rgb } from '../ui/palette.ts';
import type { Camera, Size } from './camera.ts';
import { PALETTE_SIZE } from './coloring.ts';
import type { DrawLists } from './draw-order.ts';
import { POINT_FRAGMENT, POINT_VERTEX } from './shaders.ts';

/** The palette is a texture of this many colours a side. */
const PALETTE_SIDE = 64;
if (PALETTE_SIDE ** 2 !== PALETTE_SIZE) throw new Error('The palette does not fill its texture.');

/** How selected points stand out, CSS pixels: wide rings of many would leave nothing of their colours. */
const RINGS = { few: { more: 4, ring: 1.5 }, many: { more: 2, ring: 1 } } as const;
const MANY = 300;
/** A grey that is seen on a light ground and on a dark one. */
const UNCOLORED = 128;

const ATTRIBUTES = ['before', 'now', 'code'] as const;
const UNIFORMS = ['palette', 'middle', 'factor', 'moved', 'size', 'opacity', 'tint', 'ring', 'ringColor'] as const;
type UniformName = (typeof UNIFORMS)[number];

/** How one picture of the points is drawn. Sizes in CSS pixels. */
export interface Drawing {
  readonly camera: Camera;
  readonly view: Size;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** From where points were (0) to where they are (1). */
  readonly moved: number;
  /** Share of the points that is drawn; a few that are selected always are. */
  readonly share: number;
  readonly size: number;
  readonly opacity: number;
  /** Of those outside of the query; 0 hides them. */
  readonly outsideOpacity: number;
  /** What those outside fade towards. */
  readonly outsideColor: Rgb;
  readonly ringColor: Rgb;
}

interface List {
  readonly buffer: WebGLBuffer;
  length: number;
}

/** Points with WebGL 2, straight from typed arrays. Draws when it is told to and at no other time. */
export class PointRenderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #uniforms: Readonly<Record<UniformName, WebGLUniformLocation | null>>;
  readonly #before: WebGLBuffer;
  readonly #now: WebGLBuffer;
  readonly #codes: WebGLBuffer;
  readonly #palette: WebGLTexture;
  readonly #lists: Readonly<Record<keyof DrawLists, List>>;

  /** @throws {Error} where the canvas has no WebGL 2 */
  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { antialias: false, alpha: true, depth: false, powerPreference: 'high-performance' });
    if (gl === null) throw new Error('This browser draws no WebGL 2.');
    this.#gl = gl;
    const program = linked(gl);
    this.#program = program;
    // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's, not React's
    gl.useProgram(program);
    this.#uniforms = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)])) as Record<
      UniformName,
      WebGLUniformLocation | null
    >;
    [this.#before, this.#now, this.#codes] = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()];
    this.#palette = gl.createTexture();
    this.#lists = { outside: this.#newList(), inside: this.#newList(), selected: this.#newList() };
    this.#bindAttributes();
    this.#prepare();
  }

  /** Where points were and are: x, y by point. @param before null: where they are */
  setPositions(before: Float32Array | null, now: Float32Array): void {
    const gl = this.#gl;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#before);
    if (before !== null) gl.bufferData(gl.ARRAY_BUFFER, before, gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#now);
    gl.bufferData(gl.ARRAY_BUFFER, now, gl.DYNAMIC_DRAW);
    this.#bindPositions(before === null ? this.#now : this.#before);
  }

  /** Place in the palette by point. */
  setCodes(codes: Uint16Array): void {
    const gl = this.#gl;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#codes);
    gl.bufferData(gl.ARRAY_BUFFER, codes, gl.DYNAMIC_DRAW);
  }

  /** RGBA by code; alpha 0 hides. */
  setPalette(bytes: Uint8Array): void {
    const gl = this.#gl;
    gl.bindTexture(gl.TEXTURE_2D, this.#palette);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, PALETTE_SIDE, PALETTE_SIDE, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }

  /** Which points are drawn, in their order. */
  setLists(lists: DrawLists): void {
    const gl = this.#gl;
    for (const name of ['outside', 'inside', 'selected'] as const) {
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#lists[name].buffer);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, lists[name], gl.DYNAMIC_DRAW);
      this.#lists[name].length = lists[name].length;
    }
  }

  draw({ camera, view, ratio, moved, share, size, opacity, outsideOpacity, outsideColor, ringColor }: Drawing): void {
    const gl = this.#gl;
    const at = this.#uniforms;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(at.middle, camera.x, camera.y);
    gl.uniform2f(at.factor, (2 * camera.scale) / view.width, (2 * camera.scale) / view.height);
    gl.uniform1f(at.moved, moved);
    gl.uniform3fv(at.ringColor, ringColor.map(unit));
    const { outside, inside, selected } = this.#lists;
    if (outsideOpacity > 0) {
      gl.uniform4f(at.tint, unit(outsideColor[0]), unit(outsideColor[1]), unit(outsideColor[2]), 0.75);
      this.#drawList(outside, share, size * ratio, opacity * outsideOpacity, 0);
    }
    gl.uniform4f(at.tint, 0, 0, 0, 0);
    this.#drawList(inside, share, size * ratio, opacity, 0);
    const isMany = selected.length > MANY;
    const { more, ring } = isMany ? RINGS.many : RINGS.few;
    this.#drawList(selected, isMany ? share : 1, (Math.max(3, size) + more) * ratio, 1, ring * ratio);
  }

  /** Gives the memory of the graphics card back; of the contexts of a page, which are few, this one too once its canvas is gone. */
  destroy(): void {
    const gl = this.#gl;
    setTimeout(() => {
      if (gl.canvas instanceof HTMLCanvasElement && !gl.canvas.isConnected) gl.getExtension('WEBGL_lose_context')?.loseContext();
    });
    const lists = Object.values(this.#lists).map(({ buffer }) => buffer);
    for (const buffer of [this.#before, this.#now, this.#codes, ...lists]) gl.deleteBuffer(buffer);
    gl.deleteTexture(this.#palette);
    gl.deleteProgram(this.#program);
  }

  #drawList({ buffer, length }: List, share: number, size: number, opacity: number, ring: number): void {
    const gl = this.#gl;
    const count = Math.ceil(length * share);
    if (count === 0) return;
    gl.uniform1f(this.#uniforms.size, size);
    gl.uniform1f(this.#uniforms.opacity, opacity);
    gl.uniform1f(this.#uniforms.ring, ring);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
    gl.drawElements(gl.POINTS, count, gl.UNSIGNED_INT, 0);
  }

  #newList(): List {
    return { buffer: this.#gl.createBuffer(), length: 0 };
  }

  #bindAttributes(): void {
    const gl = this.#gl;
    this.#bindPositions(this.#before);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#codes);
    gl.enableVertexAttribArray(2);
    gl.vertexAttribIPointer(2, 1, gl.UNSIGNED_SHORT, 0, 0);
  }

  /** @param before what points are said to come from: a million are not uploaded twice only to stay where they are */
  #bindPositions(before: WebGLBuffer): void {
    const gl = this.#gl;
    for (const [location, buffer] of [before, this.#now].entries()) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, 2, gl.FLOAT, false, 0, 0);
    }
  }

  #prepare(): void {
    const gl = this.#gl;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.clearColor(0, 0, 0, 0);
    gl.bindTexture(gl.TEXTURE_2D, this.#palette);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    gl.uniform1i(this.#uniforms.palette, 0);
    // Until there are colours.
    this.setPalette(new Uint8Array(4 * PALETTE_SIZE).fill(UNCOLORED).map((value, at) => (at % 4 === 3 ? 255 : value)));
  }
}

const unit = (channel: number): number => channel / 255;

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  gl.attachShader(program, compiled(gl, gl.VERTEX_SHADER, POINT_VERTEX));
  gl.attachShader(program, compiled(gl, gl.FRAGMENT_SHADER, POINT_FRAGMENT));
  for (const [location, name] of ATTRIBUTES.entries()) gl.bindAttribLocation(program, location, name);
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
    throw new Error(`The points’ shaders do not link: ${gl.getProgramInfoLog(program)}`);
  }
  return program;
}

function compiled(gl: WebGL2RenderingContext, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (shader === null) throw new Error('The graphics driver makes no shader.');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  if (gl.getShaderParameter(shader, gl.COMPILE_STATUS) !== true && !gl.isContextLost()) {
    throw new Error(`A shader does not compile: ${gl.getShaderInfoLog(shader)}`);
  }
  return shader;
}

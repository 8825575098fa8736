import { between, type Camera } from './camera.ts';

/** How long a flight to another place takes. */
const FLIGHT_MS = 130;

interface Flight {
  readonly from: Camera;
  readonly to: Camera;
  readonly startMs: number;
}

/** A camera that is moved at once, or flies to where it is sent. */
export class CameraMotion {
  #camera: Camera = { x: 0, y: 0, scale: 1 };
  #flight: Flight | null = null;

  /** What is seen now. */
  get camera(): Camera {
    return this.#camera;
  }

  /** What will be seen when the flight is over. */
  get goal(): Camera {
    return this.#flight?.to ?? this.#camera;
  }

  get isFlying(): boolean {
    return this.#flight !== null;
  }

  jump(to: Camera): void {
    this.#flight = null;
    this.#camera = to;
  }

  fly(to: Camera, nowMs: number): void {
    this.#flight = { from: this.#camera, to, startMs: nowMs };
  }

  /** Goes on with the flight. @returns whether the camera moved */
  step(nowMs: number): boolean {
    if (this.#flight === null) return false;
    const { from, to, startMs } = this.#flight;
    const share = Math.min(1, Math.max(0, (nowMs - startMs) / FLIGHT_MS));
    if (share === 1) this.#flight = null;
    // Fast at first, as fingers are.
    this.#camera = share === 1 ? to : between(from, to, 1 - (1 - share) ** 2);
    return true;
  }
}

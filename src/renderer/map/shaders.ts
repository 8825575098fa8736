/** A point on its way from where it was to where it is, in the colour of its code. */
export const POINT_VERTEX = `#version 300 es
precision highp float;
in vec2 before;
in vec2 now;
in uint code;
uniform highp sampler2D palette;
uniform vec2 middle;
uniform vec2 factor;
uniform float moved;
uniform float size;
uniform float opacity;
uniform vec4 tint;
out vec4 color;
void main() {
  vec4 own = texelFetch(palette, ivec2(int(code) & 63, int(code) >> 6), 0);
  vec2 at = (mix(before, now, moved) - middle) * factor;
  // Hidden: beyond the clipping volume.
  gl_Position = own.a == 0.0 ? vec4(2.0, 2.0, 2.0, 1.0) : vec4(at, 0.0, 1.0);
  gl_PointSize = size;
  color = vec4(mix(own.rgb, tint.rgb, tint.a), opacity);
}`;

/** A disc with a soft edge, and a ring around it where there is one. Lengths in device pixels. */
export const POINT_FRAGMENT = `#version 300 es
precision highp float;
in vec4 color;
uniform float size;
uniform float ring;
uniform vec3 ringColor;
out vec4 shown;
void main() {
  float radius = size * 0.5;
  float distance = length(gl_PointCoord * 2.0 - 1.0) * radius;
  float alpha = clamp(radius - distance + 0.25, 0.0, 1.0) * color.a;
  float outer = ring > 0.0 ? clamp(distance - (radius - ring) + 0.5, 0.0, 1.0) : 0.0;
  shown = vec4(mix(color.rgb, ringColor, outer) * alpha, alpha);
}`;

import { useId } from 'react';

const GRAIN = 'M0-128 C15-128 37-62 37 0 C37 62 15 128 0 128 C-15 128-37 62-37 0 C-37-62-15-128 0-128Z';

/** Winnow's mark, as in assets/icon.svg: three grains are kept, the wind takes the fourth. */
export function Mark({ size }: { readonly size: number }) {
  const id = useId();
  return (
    <svg width={size} height={size} viewBox="16 16 480 480" aria-hidden="true">
      <defs>
        <linearGradient id={`${id}ground`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#3b6284" />
          <stop offset="1" stopColor="#1f3b56" />
        </linearGradient>
        <linearGradient id={`${id}grain`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#ffdb7d" />
          <stop offset="1" stopColor="#f59f2c" />
        </linearGradient>
      </defs>
      <rect x="16" y="16" width="480" height="480" rx="116" fill={`url(#${id}ground)`} />
      <g fill={`url(#${id}grain)`}>
        <path d={GRAIN} transform="translate(108 286) rotate(-13)" />
        <path d={GRAIN} transform="translate(202 286) rotate(13)" />
        <path d={GRAIN} transform="translate(296 286) rotate(-13)" />
      </g>
      <path d={GRAIN} transform="translate(408 228) rotate(27) scale(.92)" fill="#dcebf7" fillOpacity=".85" />
    </svg>
  );
}

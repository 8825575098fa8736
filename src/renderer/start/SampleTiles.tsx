import styles from './SampleTiles.module.css';

/** A taste of the sample dataset: pictures as it holds them, one of them damaged. */
export function SampleTiles() {
  return (
    <div className={styles.tiles}>
      <svg aria-hidden="true" viewBox="0 0 48 48">
        <rect width="48" height="48" fill="#9fd3ee" />
        <path d="M24 8c8 0 12 6 12 12 0 7-6 12-9 14h-6c-3-2-9-7-9-14 0-6 4-12 12-12Z" fill="#e5554f" />
        <path d="M24 8c3 3 4 7 4 12 0 6-2 11-3 14h-2c-1-3-3-8-3-14 0-5 1-9 4-12Z" fill="#f7d76b" />
        <rect x="20.5" y="37" width="7" height="5" rx="1" fill="#8a5a33" />
      </svg>
      <svg aria-hidden="true" viewBox="0 0 48 48">
        <rect width="48" height="48" fill="#f6c58f" />
        <circle cx="34" cy="15" r="6" fill="#fff1c9" />
        <path d="m0 48 15-27 9 14 6-8 18 21Z" fill="#5f6f8f" />
        <path d="m15 21 5 8-4-1-3 3-3-2Z" fill="#f4f4f4" />
      </svg>
      <svg aria-hidden="true" viewBox="0 0 48 48">
        <rect width="48" height="48" fill="#dcead0" />
        <g fill="#b165c9">
          <circle cx="24" cy="13" r="7" />
          <circle cx="34" cy="21" r="7" />
          <circle cx="30" cy="32" r="7" />
          <circle cx="18" cy="32" r="7" />
          <circle cx="14" cy="21" r="7" />
        </g>
        <circle cx="24" cy="24" r="6" fill="#f7c948" />
      </svg>
      <svg aria-hidden="true" viewBox="0 0 48 48">
        <rect width="48" height="48" fill="#2b4a6f" />
        <path d="M25 8v22H11Z" fill="#f2efe6" />
        <path d="M28 14v16h10Z" fill="#e0a458" />
        <path d="M8 33h32l-5 7H13Z" fill="#b5453c" />
      </svg>
      <svg aria-hidden="true" viewBox="0 0 48 48">
        <rect width="48" height="48" fill="#1d2140" />
        <g fill="#f4f1de">
          <circle cx="8" cy="10" r="1" />
          <circle cx="39" cy="8" r="1.2" />
          <circle cx="42" cy="36" r="1" />
          <circle cx="11" cy="40" r="1.2" />
        </g>
        <circle cx="24" cy="24" r="10" fill="#e58f65" />
        <path d="M14.2 22a10 10 0 0 1 19.6 0Z" fill="#f0b48c" />
        <ellipse cx="24" cy="25" rx="18" ry="4" fill="none" stroke="#f4d9a8" strokeWidth="2" transform="rotate(-16 24 25)" />
      </svg>
      <svg aria-hidden="true" viewBox="0 0 48 48" className={styles.damaged}>
        <rect width="48" height="48" fill="#24365e" />
        <circle cx="36" cy="9" r="4" fill="#f6ead0" />
        <path d="M4 48V20h9v-6h8v10h7V10h9v14h7v24Z" fill="#101b33" />
        <rect y="27" width="48" height="21" fill="#6d6d6d" />
        <path d="M0 27h48M0 34h48M0 41h48" stroke="#7d7d7d" strokeWidth="2" />
      </svg>
    </div>
  );
}

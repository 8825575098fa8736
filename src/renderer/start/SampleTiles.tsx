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
        <rect width="48" height="48" fill="#7fc6c0" />
        <path d="M8 24c6-10 18-12 26-2l7-6v16l-7-6c-8 10-20 8-26-2Z" fill="#f28f3b" />
        <circle cx="16" cy="22" r="2" fill="#26323d" />
      </svg>
      <svg aria-hidden="true" viewBox="0 0 48 48" className={styles.damaged}>
        <rect width="48" height="48" fill="#b9d7a8" />
        <path d="M24 6 38 28H10Z" fill="#3f7d4e" />
        <rect y="26" width="48" height="22" fill="#6d6d6d" />
        <path d="M0 26h48M0 33h48M0 40h48" stroke="#7d7d7d" strokeWidth="2" />
      </svg>
    </div>
  );
}

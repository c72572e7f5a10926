/** Two pins and the string between them. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M7 21.5C20 27 12 4.5 25 9.5"
        fill="none"
        stroke="var(--rs-string)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="7" cy="20.5" r="4.2" fill="var(--rs-string)" />
      <circle cx="25" cy="9.5" r="4.2" fill="var(--rs-string)" />
    </svg>
  )
}

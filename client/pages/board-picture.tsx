import css from './board-picture.module.css'

/** A quiet drawing of what the product is: things that were found, tied together. Decoration only. */
export function BoardPicture() {
  return (
    <svg viewBox="-70 -60 860 760" preserveAspectRatio="xMidYMid slice" className={css['picture']}>
      <g className={css['card']} transform="rotate(-2 170 170)">
        <rect x="70" y="90" width="210" height="168" rx="8" />
        <rect x="82" y="102" width="186" height="100" rx="4" className={css['media']} />
        <path d="M82 184 132 142l34 28 30-22 72 54H82Z" className={css['hill']} />
        <circle cx="175" cy="152" r="17" className={css['paper']} />
        <path d="m170 143 14 9-14 9Z" className={css['ink']} />
        <rect x="82" y="214" width="120" height="9" rx="4" className={css['line']} />
        <rect x="82" y="233" width="74" height="7" rx="3" className={css['faint']} />
      </g>
      <g className={css['card']} transform="rotate(1.5 520 150)">
        <rect x="420" y="70" width="220" height="150" rx="8" />
        <text x="438" y="124" className={css['quote']}>
          “
        </text>
        <rect x="466" y="96" width="150" height="9" rx="4" className={css['line']} />
        <rect x="466" y="115" width="132" height="9" rx="4" className={css['line']} />
        <rect x="466" y="134" width="96" height="9" rx="4" className={css['line']} />
        <rect x="466" y="176" width="84" height="7" rx="3" className={css['faint']} />
      </g>
      <g className={css['card']} transform="rotate(1 190 440)">
        <rect x="80" y="360" width="200" height="190" rx="8" />
        <rect x="92" y="372" width="176" height="118" rx="4" className={css['media']} />
        <path d="M92 420 150 400l40 30 78-34M150 372v28M190 430v60" className={css['road']} />
        <rect x="204" y="436" width="34" height="24" className={css['roof']} />
        <rect x="116" y="440" width="48" height="30" className={css['roof']} />
        <rect x="92" y="504" width="108" height="9" rx="4" className={css['line']} />
        <rect x="92" y="523" width="60" height="7" rx="3" className={css['faint']} />
      </g>
      <g className={css['card']} transform="rotate(-1.5 510 430)">
        <rect x="396" y="352" width="240" height="156" rx="8" />
        <rect x="416" y="376" width="190" height="10" rx="4" className={css['line']} />
        <rect x="416" y="397" width="164" height="10" rx="4" className={css['line']} />
        <rect x="416" y="436" width="88" height="24" rx="12" className={css['chip']} />
        <rect x="430" y="445" width="58" height="6" rx="3" className={css['faint']} />
        <rect x="416" y="478" width="120" height="7" rx="3" className={css['faint']} />
      </g>
      <g className={css['string']}>
        <path d="M176 90C290 150 420 20 532 72" />
        <path d="M532 72C480 200 590 250 514 352" />
        <path d="M176 90C250 200 110 260 184 360" />
        <path d="M184 360C290 440 400 290 514 352" />
      </g>
      <g className={css['pin']}>
        <circle cx="176" cy="90" r="7" />
        <circle cx="532" cy="72" r="7" />
        <circle cx="184" cy="360" r="7" />
        <circle cx="514" cy="352" r="7" />
      </g>
    </svg>
  )
}

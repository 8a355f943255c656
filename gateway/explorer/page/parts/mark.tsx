/**
 * Simpul's mark: Solomon's knot. Two closed threads, each over the other twice; neither can be taken away, and
 * neither ends in the other.
 */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <defs>
        <mask id="mark-under-second">
          <rect width="32" height="32" fill="#fff" />
          <path d="M11.3 6v10M20.7 16v10" stroke="#000" strokeWidth="6.4" />
        </mask>
        <mask id="mark-under-first">
          <rect width="32" height="32" fill="#fff" />
          <path d="M16 11.3h10M6 20.7h10" stroke="#000" strokeWidth="6.4" />
        </mask>
      </defs>
      <g transform="rotate(45 16 16)" fill="none" strokeWidth="3.4">
        <rect
          className="mark-first"
          mask="url(#mark-under-second)"
          x="2.6"
          y="11.3"
          width="26.8"
          height="9.4"
          rx="4.7"
        />
        <rect
          className="mark-second"
          mask="url(#mark-under-first)"
          x="11.3"
          y="2.6"
          width="9.4"
          height="26.8"
          rx="4.7"
        />
      </g>
    </svg>
  );
}

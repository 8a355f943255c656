import { type KeyboardEvent, type PointerEvent, useState } from 'react';

interface SplitterProps {
  /** What is made larger or smaller. */
  readonly label: string;
  /** `vertical`: a bar between two columns. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Name of the CSS property that holds the share of the first part, in percent; set on the parent. */
  readonly property: `--${string}`;
  readonly initialPercent: number;
}

const LEAST = 20;
const MOST = 80;
const STEP = 4;

/**
 * A bar that is dragged, or moved by arrow keys, to share the space between what stands before and after it.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/
 */
export function Splitter({ label, orientation, property, initialPercent }: SplitterProps) {
  const [percent, setPercent] = useState(initialPercent);
  const isVertical = orientation === 'vertical';

  const share = (bar: HTMLElement, wanted: number) => {
    const next = Math.round(Math.min(MOST, Math.max(LEAST, wanted)));
    setPercent(next);
    bar.parentElement?.style.setProperty(property, `${next}%`);
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const bar = event.currentTarget;
    const frame = bar.parentElement?.getBoundingClientRect();
    if (!bar.hasPointerCapture(event.pointerId) || !frame) return;
    const ratio = isVertical
      ? (event.clientX - frame.left) / frame.width
      : (event.clientY - frame.top) / frame.height;
    share(bar, ratio * 100);
  };
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const [less, more] = isVertical ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    share(event.currentTarget, percent + (event.key === more ? STEP : -STEP));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this one can.
    <div
      className={`splitter splitter-${orientation}`}
      role="separator"
      aria-label={label}
      aria-orientation={orientation}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      aria-valuenow={percent}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={step}
    />
  );
}

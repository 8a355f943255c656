import type { Example } from '../../example.ts';
import { wordsOf } from '../wording.ts';
import { Icon } from './icon.tsx';

interface ExampleListProps {
  readonly examples: readonly Example[];
  /** False until there are editors to put one into. */
  readonly isReady: boolean;
  readonly onPick: (example: Example) => void;
}

/** Operations that the agency can run as they are. */
export function ExampleList({ examples, isReady, onPick }: ExampleListProps) {
  if (examples.length === 0) {
    return (
      <p className="empty">No examples were written for this agency. The schema shows what it may ask.</p>
    );
  }
  return (
    <ol className="example-list">
      {examples.map((example) => (
        <li key={example.title}>
          <button type="button" className="example" disabled={!isReady} onClick={() => onPick(example)}>
            <span className="example-title">{example.title}</span>
            <span className="example-about">{example.about}</span>
            <span className="example-tags">
              <span className="tag">{wordsOf(example.purpose)}</span>
              {example.showsDenial && (
                <span className="tag tag-withheld">
                  <Icon name="withheld" /> shows a denial
                </span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

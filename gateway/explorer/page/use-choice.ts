import { useCallback, useEffect, useState } from 'react';
import type { Catalogue } from '../catalogue.ts';
import {
  type Choice,
  fitChoice,
  readChoiceFromHash,
  type WantedChoice,
  writeChoiceToHash,
} from './choice.ts';

/** Changes some of the choice, `undefined` takes a part away; what no longer fits the new agency gives way. */
export type ChangeChoice = (change: WantedChoice) => void;

/** The choice of agency, unit and purpose; mirrored in the address, so that it can be linked to and reloaded. */
export function useChoice(catalogue: Catalogue): readonly [Choice | undefined, ChangeChoice] {
  const [choice, setChoice] = useState(() => fitChoice(catalogue, readChoiceFromHash(location.hash)));

  useEffect(() => {
    if (choice) history.replaceState(null, '', writeChoiceToHash(choice));
  }, [choice]);

  useEffect(() => {
    const follow = () => setChoice(fitChoice(catalogue, readChoiceFromHash(location.hash)));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [catalogue]);

  const change = useCallback<ChangeChoice>(
    (wanted) => setChoice((current) => fitChoice(catalogue, { ...current, ...wanted })),
    [catalogue],
  );
  return [choice, change];
}

import { Listbox, ListboxButton, ListboxOption, ListboxOptions } from '@headlessui/react';
import type { Catalogue, CatalogueAgency } from '../../catalogue.ts';
import { wordsOf } from '../wording.ts';
import { Icon } from './icon.tsx';

interface PurposePickerProps {
  readonly catalogue: Catalogue;
  readonly agency: CatalogueAgency;
  readonly purpose: string;
  readonly onPick: (purpose: string) => void;
}

/** Chooses why is asked, among the purposes that the agency's agreements have. */
export function PurposePicker({ catalogue, agency, purpose, onPick }: PurposePickerProps) {
  return (
    <Listbox value={purpose} onChange={onPick}>
      <ListboxButton className="picker" aria-label={`Purpose: ${wordsOf(purpose)}`}>
        <span className="picker-value">{wordsOf(purpose)}</span>
        <Icon name="chevron" />
      </ListboxButton>
      <ListboxOptions className="picker-list" anchor={{ to: 'bottom start', gap: 6, padding: 12 }}>
        {agency.purposes.map((each) => (
          <ListboxOption key={each} value={each} className="picker-option">
            <span className="picker-option-name">{wordsOf(each)}</span>
            <span className="picker-option-gloss">{catalogue.purposes[each] ?? each}</span>
            <Icon name="check" />
          </ListboxOption>
        ))}
      </ListboxOptions>
    </Listbox>
  );
}

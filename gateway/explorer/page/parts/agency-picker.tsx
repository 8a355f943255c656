import { Listbox, ListboxButton, ListboxOption, ListboxOptions } from '@headlessui/react';
import type { Catalogue, CatalogueAgency } from '../../catalogue.ts';
import { glossOf, shortName } from '../wording.ts';
import { Icon } from './icon.tsx';

interface AgencyPickerProps {
  readonly catalogue: Catalogue;
  readonly agency: CatalogueAgency;
  readonly onPick: (agency: string) => void;
}

/** Chooses the agency to ask as, under the headings of the catalogue. */
export function AgencyPicker({ catalogue, agency, onPick }: AgencyPickerProps) {
  const sections = Map.groupBy(catalogue.agencies, (each) => each.section);
  return (
    <Listbox value={agency.id} onChange={onPick}>
      <ListboxButton className="picker" aria-label={`Agency: ${agency.name}`}>
        <span className="picker-value">{shortName(agency.name)}</span>
        <Icon name="chevron" />
      </ListboxButton>
      <ListboxOptions className="picker-list" anchor={{ to: 'bottom start', gap: 6, padding: 12 }}>
        {[...sections].map(([section, agencies]) => (
          <div key={section} className="picker-section">
            <div className="picker-heading">{shortName(section)}</div>
            {agencies.map((each) => (
              <ListboxOption key={each.id} value={each.id} className="picker-option">
                <span className="picker-option-name">{shortName(each.name)}</span>
                <span className="picker-option-gloss">{glossOf(each.name) ?? each.id}</span>
                <Icon name="check" />
              </ListboxOption>
            ))}
          </div>
        ))}
      </ListboxOptions>
    </Listbox>
  );
}

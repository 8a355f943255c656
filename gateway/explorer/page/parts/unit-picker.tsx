import { Combobox, ComboboxButton, ComboboxInput, ComboboxOption, ComboboxOptions } from '@headlessui/react';
import { useState } from 'react';
import { Icon } from './icon.tsx';

interface UnitPickerProps {
  /** What a unit is called: mission, ppln. */
  readonly kind: string;
  readonly codes: readonly string[];
  readonly unit: string | undefined;
  /** Called with `undefined` for the agency itself. */
  readonly onPick: (unit: string | undefined) => void;
}

const WHOLE_AGENCY = '';

/** Chooses a unit of the agency by typing a part of its code, or the agency itself. */
export function UnitPicker({ kind, codes, unit, onPick }: UnitPickerProps) {
  const [typed, setTyped] = useState('');
  const wanted = lettersOf(typed);
  const found = codes.filter((code) => lettersOf(code).includes(wanted));
  return (
    <Combobox
      immediate
      value={unit ?? WHOLE_AGENCY}
      onChange={(picked) => picked !== null && onPick(picked === WHOLE_AGENCY ? undefined : picked)}
      onClose={() => setTyped('')}
    >
      <div className="picker picker-typed">
        <ComboboxInput
          aria-label={`Unit (${kind})`}
          autoComplete="off"
          spellCheck={false}
          displayValue={(code: string) => (code === WHOLE_AGENCY ? 'Whole agency' : code)}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <ComboboxButton aria-label={`All units (${kind})`}>
          <Icon name="chevron" />
        </ComboboxButton>
      </div>
      <ComboboxOptions className="picker-list" anchor={{ to: 'bottom start', gap: 6, padding: 12 }}>
        {wanted === '' && (
          <ComboboxOption value={WHOLE_AGENCY} className="picker-option">
            <span className="picker-option-name">Whole agency</span>
            <span className="picker-option-gloss">The agency itself, not one of its units</span>
            <Icon name="check" />
          </ComboboxOption>
        )}
        {found.map((code) => (
          <ComboboxOption key={code} value={code} className="picker-option picker-option-code">
            <span className="picker-option-name">{code}</span>
            <Icon name="check" />
          </ComboboxOption>
        ))}
        {found.length === 0 && <div className="picker-none">No {kind} has this in its code.</div>}
      </ComboboxOptions>
    </Combobox>
  );
}

/** Only letters and digits, so that `kuala lumpur` finds `KBRI-KUALA-LUMPUR`. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

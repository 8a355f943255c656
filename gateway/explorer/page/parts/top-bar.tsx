import type { Catalogue, CatalogueAgency } from '../../catalogue.ts';
import type { Choice } from '../choice.ts';
import type { ChangeChoice } from '../use-choice.ts';
import type { Theme } from '../use-theme.ts';
import type { TokenState } from '../use-token.ts';
import { shortName } from '../wording.ts';
import { AgencyPicker } from './agency-picker.tsx';
import { Icon } from './icon.tsx';
import { Mark } from './mark.tsx';
import { PersonField } from './person-field.tsx';
import { PurposePicker } from './purpose-picker.tsx';
import { TokenStatus } from './token-status.tsx';
import { UnitPicker } from './unit-picker.tsx';

interface TopBarProps {
  readonly catalogue: Catalogue;
  readonly agency: CatalogueAgency;
  readonly choice: Choice;
  readonly change: ChangeChoice;
  readonly token: TokenState;
  /** Puts a pasted token away, so that another can be pasted. */
  readonly onForgetToken: () => void;
  readonly theme: Theme;
  readonly onToggleTheme: () => void;
}

/** The bar that says, as a sentence, who asks and why: asking as … for …. */
export function TopBar(props: TopBarProps) {
  const { catalogue, agency, choice, change, token, onForgetToken, theme, onToggleTheme } = props;
  const isPasteNeeded = token.kind === 'paste-needed';
  return (
    <header className="top-bar">
      <div className="brand">
        <Mark />
        <h1>
          Simpul <span>explorer</span>
        </h1>
      </div>
      {!isPasteNeeded && (
        <fieldset className="asking" aria-label="Who asks, and why">
          <span className="asking-word">Asking as</span>
          {catalogue.givesTokens ? (
            <AgencyPicker catalogue={catalogue} agency={agency} onPick={(id) => change({ agency: id })} />
          ) : (
            <span className="asking-fixed">
              {shortName(agency.name)}
              {choice.unit !== undefined && ` (${choice.unit})`}
            </span>
          )}
          {catalogue.givesTokens && agency.units && (
            <UnitPicker
              key={agency.id}
              {...agency.units}
              unit={choice.unit}
              onPick={(unit) => change({ unit })}
            />
          )}
          {catalogue.givesTokens && agency.isSubjectAccess && (
            <PersonField person={choice.person ?? ''} onPick={(person) => change({ person })} />
          )}
          <span className="asking-word">for</span>
          <PurposePicker
            catalogue={catalogue}
            agency={agency}
            purpose={choice.purpose}
            onPick={(purpose) => change({ purpose })}
          />
        </fieldset>
      )}
      <div className="top-bar-end">
        <TokenStatus state={token} />
        {!catalogue.givesTokens && !isPasteNeeded && (
          <button type="button" className="button" onClick={onForgetToken}>
            Use another token
          </button>
        )}
        <button
          type="button"
          className="button button-icon"
          aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
          title={theme === 'dark' ? 'Light theme' : 'Dark theme'}
          onClick={onToggleTheme}
        >
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </button>
      </div>
    </header>
  );
}

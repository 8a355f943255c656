import { useEffect, useState } from 'react';

const PERSON_ID = /^[A-Za-z0-9_-]{22}$/;

interface PersonFieldProps {
  readonly person: string;
  /** Called with the id once it is one, and with nothing while it is not. */
  readonly onPick: (person: string) => void;
}

/** Takes the id of the person who asks about themself. */
export function PersonField({ person, onPick }: PersonFieldProps) {
  const [typed, setTyped] = useState(person);
  useEffect(() => setTyped((current) => (person === '' ? current : person)), [person]);
  const isWrong = typed !== '' && !PERSON_ID.test(typed);
  return (
    <input
      className="picker picker-person"
      aria-label="Person id"
      aria-invalid={isWrong}
      title="The id of a person: 22 letters, digits, - or _, as Citizen.id gives it"
      placeholder="Person id, 22 characters"
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onChange={(event) => {
        const text = event.target.value.trim();
        setTyped(text);
        onPick(PERSON_ID.test(text) ? text : '');
      }}
    />
  );
}

import { useEffect, useState } from 'react';

/** Alone it is the person's own; behind an agency's name it is as that agency reads it. */
const PERSON_ID = /^([a-z][a-z0-9-]*:)?[A-Za-z0-9_-]{22}$/;

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
      title="The person's own id, 22 letters, digits, - or _; or AGENCY:ID, as Citizen.id gives it to that agency"
      placeholder="Person id, or dukcapil:ID"
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

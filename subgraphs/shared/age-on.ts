/** Completed years between two days written `YYYY-MM-DD`; null for who was born after the second. Pure. */
export function ageOn(birthDate: string, date: string): number | null {
  if (birthDate > date) return null;
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
